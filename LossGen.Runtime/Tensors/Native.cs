using System.Runtime.CompilerServices;

#pragma warning disable CS8500 // A pointer to a managed type: refused when it is called.

namespace LossGen;

/// <summary>Memory that is known by its address alone.</summary>
internal static class Native
{
    /// <summary>The most elements that can stand from an address on: none at the null address.</summary>
    /// <exception cref="ArgumentException">Elements of this type cannot stand in native memory.</exception>
    public static unsafe nint Room<T>(T* memory)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            throw new ArgumentException($"{typeof(T)} holds references: there are no pointers to it.", nameof(memory));
        }

        return memory == null ? 0 : nint.MaxValue / Unsafe.SizeOf<T>();
    }
}

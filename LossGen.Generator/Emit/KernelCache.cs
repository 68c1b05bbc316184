using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>
/// The files of the kernels that were asked for last. Methods that ask for the same kernel differ in their names alone, which the kernel is written without:
/// its formulas are derived and its loops written for the first of them. One generator has one cache, and no two share anything.
/// </summary>
internal sealed class KernelCache
{
    /// <summary>More kinds of kernels than a program has; a few megabytes.</summary>
    private const int Most = 64;

    private readonly Dictionary<(KernelSpec, EmitOptions), Func<KernelSpec, string>> _files = [];
    private readonly Queue<(KernelSpec, EmitOptions)> _oldest = [];

    /// <summary>The file of a method.</summary>
    public string Write(KernelSpec spec, EmitOptions options) => File(spec.WithoutNames(), options)(spec);

    private Func<KernelSpec, string> File(KernelSpec nameless, EmitOptions options)
    {
        lock (_files)
        {
            if (!_files.TryGetValue((nameless, options), out Func<KernelSpec, string>? file))
            {
                file = KernelFile.ForAnyNames(nameless, options);
                _files.Add((nameless, options), file);
                _oldest.Enqueue((nameless, options));
                if (_files.Count > Most)
                {
                    _files.Remove(_oldest.Dequeue());
                }
            }

            return file;
        }
    }
}

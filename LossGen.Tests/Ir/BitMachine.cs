using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>Runs a lowered program on single numbers, bit for bit as the generated kernels do; it needs no compiler.</summary>
internal class BitMachine<TReal, TBits>(Expr lowered)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    where TBits : unmanaged, IBinaryInteger<TBits>, IMinMaxValue<TBits>
{
    private static readonly TBits AllOnes = ~TBits.Zero;

    private readonly (Expr Node, int[] Args)[] _program = Program([lowered]);

    /// <summary>The value of the program for one item.</summary>
    public TReal Run(params ReadOnlySpan<(Role Role, TReal Value)> inputs)
    {
        Span<TBits> bits = stackalloc TBits[_program.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            (Expr n, int[] args) = _program[i];
            bits[i] = n.Op == Op.Input
                ? Of(Input(n.Role, inputs))
                : Bits(n, args.Length > 0 ? bits[args[0]] : default, args.Length > 1 ? bits[args[1]] : default, args.Length > 2 ? bits[args[2]] : default);
        }

        return Real(bits[^1]);
    }

    /// <summary>One row a machine operation.</summary>
    internal static TBits Bits(Expr n, TBits a, TBits b, TBits c)
    {
        TReal x = Real(a), y = Real(b), z = Real(c);
        return n.Op switch
        {
            Op.Constant when n.Type == NodeType.Int => TBits.CreateChecked(n.Number),
            Op.Constant => Of(TReal.CreateSaturating(n.Number)),
            Op.Add => Of(x + y),
            Op.Subtract => Of(x - y),
            Op.Multiply => Of(x * y),
            Op.Divide => Of(x / y),
            Op.FusedMultiplyAdd => Of(TReal.FusedMultiplyAdd(x, y, z)),
            Op.MultiplySubtract => Of(TReal.FusedMultiplyAdd(x, y, -z)),
            Op.NegatedMultiplyAdd => Of(TReal.FusedMultiplyAdd(-x, y, z)),
            Op.Negate => a ^ TBits.MinValue,
            Op.Abs => a & TBits.MaxValue,
            Op.CopySign => (a & TBits.MaxValue) | (b & TBits.MinValue),
            Op.Floor => Of(TReal.Floor(x)),
            Op.Ceiling => Of(TReal.Ceiling(x)),
            Op.Round => Of(TReal.Round(x)),
            Op.Truncate => Of(TReal.Truncate(x)),
            Op.NegativeAbs => a | TBits.MinValue,
            Op.SquareRoot => Of(TReal.Sqrt(x)),
            Op.Minimum => Of(TReal.Min(x, y)),
            Op.Maximum => Of(TReal.Max(x, y)),
            Op.Larger => x > y ? a : b,
            Op.Smaller => x > y ? b : a,
            Op.TieWeight => Of(x > y ? TReal.One : x < y ? TReal.Zero : TReal.CreateChecked(0.5)),
            Op.Greater => Truth(x > y),
            Op.GreaterOrEqual => Truth(x >= y),
            Op.Equal => Truth(n[0].Type == NodeType.Int ? a == b : x == y),
            Op.And => a & b,
            Op.Or => a | b,
            Op.Not => ~a,
            Op.Select => a != TBits.Zero ? b : c,
            Op.NegateIf => b ^ (a & TBits.MinValue),
            Op.AsInt or Op.AsReal or Op.Spread => a,
            Op.ToReal => Of(TReal.CreateTruncating(a)),
            Op.AddInt => unchecked(a + b),
            Op.SubtractInt => unchecked(a - b),
            Op.ShiftLeft => a << int.CreateChecked(b),
            Op.ShiftRight => a >> int.CreateChecked(b),
            Op.ShiftRightLogical => a >>> int.CreateChecked(b),
            _ => throw new NotSupportedException($"{n.Op} has no row in BitMachine"),
        };
    }

    private static (Expr, int[])[] Program(IEnumerable<Expr> roots)
    {
        Expr[] order = [.. Schedule.Reachable(roots)];
        Dictionary<Expr, int> places = order.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        return [.. order.Select(n => (n, Array.ConvertAll(n.Args, arg => places[arg])))];
    }

    private static TReal Input(Role role, ReadOnlySpan<(Role Role, TReal Value)> inputs)
    {
        foreach ((Role candidate, TReal value) in inputs)
        {
            if (candidate == role)
            {
                return value;
            }
        }

        throw new ArgumentException($"nothing is given for {role}");
    }

    private static TBits Truth(bool value) => value ? AllOnes : TBits.Zero;

    private static TReal Real(TBits bits) => Unsafe.BitCast<TBits, TReal>(bits);

    private static TBits Of(TReal real) => Unsafe.BitCast<TReal, TBits>(real);
}

/// <summary>On floats.</summary>
internal sealed class FloatMachine(Expr lowered) : BitMachine<float, int>(lowered);

/// <summary>On doubles.</summary>
internal sealed class DoubleMachine(Expr lowered) : BitMachine<double, long>(lowered);

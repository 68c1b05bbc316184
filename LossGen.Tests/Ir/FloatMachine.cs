using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Tests.Ir;

/// <summary>Runs a lowered program for one item on single floats, bit for bit as the generated kernels do; it needs no compiler.</summary>
internal sealed class FloatMachine(IReadOnlyDictionary<Role, float> inputs)
{
    private readonly Dictionary<Expr, int> _bits = [];

    public float Run(Expr lowered)
    {
        foreach (Expr n in LossGen.Generator.Passes.Schedule.Reachable([lowered]))
        {
            _bits[n] = Bits(n, [.. n.Args.Select(arg => _bits[arg])]);
        }

        return Real(_bits[lowered]);
    }

    private int Bits(Expr n, int[] a)
    {
        float x = a.Length > 0 ? Real(a[0]) : 0, y = a.Length > 1 ? Real(a[1]) : 0, z = a.Length > 2 ? Real(a[2]) : 0;
        return n.Op switch
        {
            Op.Constant when n.Type == NodeType.Int => (int)n.Number,
            Op.Constant => Of((float)n.Number),
            Op.Input => Of(inputs[n.Role]),
            Op.Add => Of(x + y),
            Op.Subtract => Of(x - y),
            Op.Multiply => Of(x * y),
            Op.Divide => Of(x / y),
            Op.FusedMultiplyAdd => Of(MathF.FusedMultiplyAdd(x, y, z)),
            Op.Negate => a[0] ^ int.MinValue,
            Op.Abs => a[0] & int.MaxValue,
            Op.NegativeAbs => a[0] | int.MinValue,
            Op.SquareRoot => Of(MathF.Sqrt(x)),
            Op.Minimum => Of(MathF.Min(x, y)),
            Op.Maximum => Of(MathF.Max(x, y)),
            Op.Larger => x > y ? a[0] : a[1],
            Op.Smaller => x > y ? a[1] : a[0],
            Op.MultiplySubtract => Of(MathF.FusedMultiplyAdd(x, y, -z)),
            Op.NegatedMultiplyAdd => Of(MathF.FusedMultiplyAdd(-x, y, z)),
            Op.Greater => x > y ? -1 : 0,
            Op.GreaterOrEqual => x >= y ? -1 : 0,
            Op.Equal => (n[0].Type == NodeType.Int ? a[0] == a[1] : x == y) ? -1 : 0,
            Op.And => a[0] & a[1],
            Op.Select => a[0] != 0 ? a[1] : a[2],
            Op.NegateIf => a[1] ^ (a[0] & int.MinValue),
            Op.AsInt or Op.AsReal => a[0],
            Op.ToReal => Of(a[0]),
            Op.AddInt => a[0] + a[1],
            Op.SubtractInt => a[0] - a[1],
            Op.ShiftLeft => a[0] << a[1],
            Op.ShiftRight => a[0] >> a[1],
            _ => throw new NotSupportedException($"{n.Op} has no row in FloatMachine"),
        };
    }

    private static float Real(int bits) => BitConverter.Int32BitsToSingle(bits);

    private static int Of(float real) => BitConverter.SingleToInt32Bits(real);
}

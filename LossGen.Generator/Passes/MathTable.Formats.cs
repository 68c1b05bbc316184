namespace LossGen.Generator.Passes;

/// <summary>The tables.</summary>
internal sealed partial record MathTable
{
    /// <summary>Single precision: at most 6 units in the last place an operation.</summary>
    public static readonly MathTable Single = new()
    {
        FractionBits = 23,
        Bias = 127,
        SmallestPower = "2⁻¹²⁶",
        SmallestNormal = 1.1754943508222875e-38,
        SmallestNumber = 1.401298464324817e-45,
        BitsOfRootHalf = 0x3f3504f3,
        DenormalBits = 24,
        Huge = 1e30,
        FarLogit = 1e30,
        FarSide = 1e5,
        ExpOverflow = 89,
        Ln2High = 0.693147182464599609375,
        Ln2Low = -1.904654299957767878541e-9,

        // degree 5, relative error 1.1e-7
        Exp = [1, 1, 0.499992311000824, 0.16667115688323975, 0.041890256106853485, 0.008312467485666275],

        // degree 7, so that log1p(e) is e + e²R(e); relative error 3.3e-8
        Log1p =
        [
            -0.49999648332595825, 0.33321329951286316, -0.24857217073440552, 0.1915384829044342,
            -0.13754187524318695, 0.07920882850885391, -0.030068300664424896, 0.005365422461181879,
        ],

        // degree 6, relative error 3.2e-8
        Log =
        [
            0.3333390951156616, -0.2500133514404297, 0.199631005525589, -0.16577652096748352,
            0.14914509654045105, -0.14266933500766754, 0.08700395375490189,
        ],

        // degree 7, absolute error 5.3e-8 in the logarithm
        Log2 =
        [
            1.4426950216293335, -0.7213560342788696, 0.48092713952064514, -0.3601157069206238,
            0.2869108319282532, -0.2499677985906601, 0.23576462268829346, -0.14484643936157227,
        ],

        // degree 4, relative error 9.5e-8 in the power
        Exp2 = [0.6931470036506653, 0.24022243916988373, 0.0555071122944355, 0.009671496227383614, 0.0013269769260659814],

        // degree 7, relative error 1.7e-8
        Atan =
        [
            -0.33333152532577515, 0.19993768632411957, -0.14211024343967438, 0.1066589280962944,
            -0.07551992684602737, 0.04320940002799034, -0.016366491094231606, 0.0029203486628830433,
        ],
    };

    /// <summary>Single precision, at most 4 units in the last place an operation.</summary>
    public static readonly MathTable SinglePrecise = Single with
    {
        IsPrecise = true,

        // degree 6, relative error 3.1e-9
        Exp = [1, 0.4999999403953552, 0.1666652113199234, 0.04166826233267784, 0.008368676528334618, 0.0013821069151163101],
    };

    /// <summary>Double precision, at most 4 units in the last place an operation.</summary>
    public static readonly MathTable Double = new()
    {
        IsPrecise = true,
        FractionBits = 52,
        Bias = 1023,
        SmallestPower = "2⁻¹⁰²²",
        SmallestNormal = 2.2250738585072014e-308,
        SmallestNumber = double.Epsilon,
        BitsOfRootHalf = 0x3fe6a09e667f3800,        // rounded to a number that a double holds
        DenormalBits = 54,
        Huge = 1e300,
        FarLogit = 1e300,
        FarSide = 1e9,
        ExpOverflow = 710,
        Ln2High = 0.6931471805599453094,
        Ln2Low = 2.319046813846299558e-17,

        // degree 11, relative error 3.8e-18
        Exp =
        [
            1, 0.5000000000000011, 0.1666666666666642, 0.04166666666652682, 0.008333333333490086, 0.0013888888944409948, 0.00019841269516762108,
            2.4801492356745616e-05, 2.7557576742872813e-06, 2.7630496691087527e-07, 2.5003258944159643e-08,
        ],

        // degree 9, relative error 1.3e-18
        Log1p =
        [
            0.6666666666666631, 0.40000000000155667, 0.28571428548061445, 0.22222223956634954, 0.18181744386981957,
            0.15386550143115366, 0.13301100565410487, 0.12105095768989226, 0.08344361765144502, 0.17010810109962118,
        ],

        // degree 6, relative error 1.2e-18
        Log =
        [
            0.6666666666666734, 0.3999999999941657, 0.28571428742075405, 0.2222219859653019, 0.1818356349143702,
            0.15314063451113163, 0.14795896489915905,
        ],

        // degree 18, relative error 2.8e-17
        Atan =
        [
            -0.3333333333333186, 0.199999999997552, -0.14285714271342248, 0.11111110678911296, -0.09090901237580101, 0.07692212950359038,
            -0.06665860490795557, 0.058773083765880245, -0.052392351642466944, 0.04673955515203491, -0.040926506568225544, 0.03406801325199072,
            -0.025827050610328507, 0.016978279015610574, -0.009184733714346742, 0.003856065668669463, -0.0011641040480517516,
            0.0002230294246234411, -2.025925769924695e-05,
        ],
    };
}

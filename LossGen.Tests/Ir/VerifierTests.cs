using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>The verifier accepts every real kernel and finds every planted error.</summary>
public class VerifierTests
{
    private readonly Inputs _inputs = new(items: 2, classes: 3);

    public static TheoryData<string> Kernels => Specs.Names;

    private Graph Graph => _inputs.Graph;

    private Expr X => _inputs.X;

    private Machine M => new(Graph);

    [Theory, MemberData(nameof(Kernels))]
    public void A_real_kernel_is_right_before_and_after_lowering(string kernel)
    {
        (_, LossDefinition definition, KernelSpec spec) = Specs.Find(kernel);
        LossProgram program = LossProgram.Build(spec, definition);
        Verifier.Formulas([new Output(Role.Losses, 0, program.Value), .. program.Outputs]);
        Assert.All(FunctionCase.Tables.Values, table => Verifier.Lowered(Lower.Run(program.Outputs, table)));
    }

    [Fact]
    public void Too_few_or_too_many_arguments_are_found()
    {
        Finds("has 2 arguments instead of 1", Graph.Make(Op.Exp, X, X));
        Finds("has 2 arguments instead of 3", Graph.Make(Op.Select, Greater(X, 0), X));
        Finds("has 0 arguments instead of 1", Graph.Make(Op.Exp));
        Finds("has not one exponent a base", Graph.Product(1, [X, Exp(X)], [1]));
    }

    [Fact]
    public void Arguments_of_a_wrong_type_are_found()
    {
        Finds("argument of type Int instead of Real", Graph.Make(Op.Exp, _inputs.Index));
        Finds("argument of type Real instead of Bool", Graph.Make(Op.Select, X, X, X));
        Finds("argument of type Real instead of Int", Graph.Make(Op.Equal, _inputs.Index, X));
        Finds("argument of type Real instead of Int", Graph.Make(Op.Pick, _inputs.Row, X));
        Finds("argument of type Bool instead of Real", Graph.Product(1, [X, Greater(X, 0)], [1, 1]));
    }

    [Fact]
    public void Wrong_axes_are_found()
    {
        Finds("varies over Item instead of Item, Class", new Expr(Graph, 1000, Op.Exp, Axes.Item, NodeType.Real, [_inputs.Row]));
        Finds("varies over Item, Class instead of Item", new Expr(Graph, 1000, Op.LogSumExp, Axes.Item | Axes.Class, NodeType.Real, [_inputs.Row]));
    }

    [Fact]
    public void An_output_is_a_real_number_and_a_returned_one_is_the_same_for_all_items()
    {
        Finds("is an output and no real number", Greater(X, 0));
        Assert.Contains("varies over an axis", Problem(() => Verifier.Formulas([new Output(null, 0, Exp(X))])), StringComparison.Ordinal);
        Verifier.Formulas([new Output(null, 0, Sum(Axes.Item, X))]);
    }

    [Fact]
    public void A_machine_operation_in_a_formula_is_found() => Finds("is a machine operation in a formula", Exp(M.FusedMultiplyAdd(X, X, 1)));

    [Fact]
    public void A_formula_operation_in_a_lowered_program_is_found()
    {
        FindsLowered("is a formula operation in a lowered program", M.Subtract(Exp(X), 1));
        FindsLowered("is a formula operation in a lowered program", Graph.Make(Op.Pick, M.Subtract(_inputs.Row, 1), _inputs.Index));
        Accepts(Graph.Make(Op.Pick, _inputs.Row, _inputs.Index));
    }

    private static void Finds(string problem, Expr planted) =>
        Assert.Contains(problem, Problem(() => Verifier.Formulas([new Output(Role.Losses, 0, planted)])), StringComparison.Ordinal);

    private static void FindsLowered(string problem, Expr planted) =>
        Assert.Contains(problem, Problem(() => Verifier.Lowered([new Output(Role.Losses, 0, planted)])), StringComparison.Ordinal);

    private static void Accepts(Expr lowered) => Verifier.Lowered([new Output(Role.Losses, 0, lowered)]);

    private static string Problem(Action verify) => Assert.Throws<InvalidOperationException>(verify).Message;
}

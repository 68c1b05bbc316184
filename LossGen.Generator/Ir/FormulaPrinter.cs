using LossGen.Generator.Parsing;

namespace LossGen.Generator.Ir;

/// <summary>Formulas as people write them: for comments and documentation. What appears twice gets a name and a line of its own.</summary>
internal sealed class FormulaPrinter
{
    private static readonly string[] FreeNames = ["q", "s", "u", "v", "a", "b", "c", "d", "f", "g", "h", "j", "l", "m", "o", "r"];
    private readonly Dictionary<Expr, string> _names = [];
    private readonly List<(string Name, Expr Value)> _bindings = [];
    private readonly HashSet<Expr> _holds = [];

    private FormulaPrinter(IEnumerable<Expr> roots)
    {
        Dictionary<Expr, int> uses = [];
        List<Expr> order = [];
        foreach (Expr root in roots)
        {
            Visit(root);
        }

        Queue<string> free = new(FreeNames);
        foreach (Expr node in order.Where(n => uses[n] > 1 && IsWorthAName(n)))
        {
            string name = Own(node.Name ?? (free.Count > 0 ? free.Dequeue() : "z"));
            _names[node] = name;
            _bindings.Add((name, node));
        }

        string Own(string name) => _names.ContainsValue(name) ? Own(name + "′") : name;

        void Visit(Expr n)
        {
            uses[n] = uses.TryGetValue(n, out int count) ? count + 1 : 1;
            if (uses[n] == 1)
            {
                Array.ForEach(n.Args, Visit);
                order.Add(n);
            }
        }
    }

    /// <summary>One formula on one line.</summary>
    public static string Print(Expr formula) => new FormulaPrinter([]).Text(formula, 0);

    /// <summary>A line a formula, then a line for each value that several of them share.</summary>
    public static IEnumerable<(string Name, string Formula)> Print(IReadOnlyList<(string Name, Expr Value)> formulas)
    {
        FormulaPrinter printer = new(formulas.Select(f => f.Value));
        return formulas.Concat(printer._bindings).Select(f => (f.Name, printer.Definition(f.Value))).ToArray();
    }

    private static bool IsWorthAName(Expr n) => n.Args.Length > 0 && n.Op is not (Op.Product or Op.Greater or Op.Equal or Op.Not)
        || (n.Op == Op.Product && n.Args.Length > 1) || (n.Op == Op.Equal && n.Name is not null);

    private string Definition(Expr n) => Write(n, 0);

    private string Text(Expr n, int precedence) => _names.TryGetValue(n, out string? name) ? name : Write(n, precedence);

    private string Write(Expr n, int precedence) => n.Op switch
    {
        Op.Constant => Number(n.Number),
        Op.Input => InputName(n),
        Op.Count => n.Axis == Axes.Class ? "C" : "N",
        Op.Index => "k",
        Op.Add => Group(precedence > 1, Sum(n)),
        Op.Product => Group(precedence > 2 || (precedence > 0 && n.Number < 0), Product(n)),
        Op.Minimum or Op.Smaller => $"min({List(n)})",
        Op.Maximum or Op.Larger => $"max({List(n)})",
        Op.Sigmoid => $"σ({List(n)})",
        Op.Cbrt => $"∛{Text(n[0], 4)}",
        Op.Power => Group(precedence > 3, $"{Text(n[0], 4)}^{Text(n[1], 4)}"),
        Op.Abs => $"|{List(n)}|",
        Op.StopGradient => List(n),
        Op.TieWeight => $"[{Text(n[0], 1)} > {Text(n[1], 1)}]",
        Op.Pick => $"{Text(n[0], 4)}[{Text(n[1], 0)}]",
        Op.LogSumExp => $"log Σₖ exp({Text(n[0], 0)})",
        Op.Softmax => $"softmax({Text(n[0], 0)})",
        Op.CrossEntropy => Group(precedence > 0, $"−log softmax({Text(n[0], 0)})[{Text(n[1], 0)}]"),
        Op.SoftmaxExcess => Group(precedence > 1, $"softmax({Text(n[0], 0)}) − [k = {Text(n[1], 0)}]"),
        Op.SoftmaxMiss => Group(precedence > 1, $"1 − softmax({Text(n[0], 0)})[{Text(n[1], 0)}]"),
        Op.SoftmaxRest => Group(precedence > 1, $"1 − {Text(n[0], 2)}"),
        Op.SoftmaxPullback => Group(precedence > 2, $"softmax({Text(n[0], 0)}) · ({Text(n[1], 1)} − Σₖ softmax({Text(n[0], 0)}) · {Text(n[1], 3)})"),
        Op.Greater => Group(precedence > 0, $"{Text(n[0], 1)} > {Text(n[1], 1)}"),
        Op.GreaterOrEqual => Group(precedence > 0, $"{Text(n[0], 1)} ≥ {Text(n[1], 1)}"),
        Op.Equal when n[0] == n[1] => Group(precedence > 0, $"{Text(n[0], 1)} is a number"),
        Op.Equal => Group(precedence > 0, $"{Text(n[0], 1)} = {Text(n[1], 1)}"),
        Op.And => Group(precedence > 0, $"{Text(n[0], 1)} and {Text(n[1], 1)}"),
        Op.Or => Group(precedence > 0, $"{Text(n[0], 1)} or {Text(n[1], 1)}"),
        Op.Not => Group(precedence > 0, $"not {Text(n[0], 1)}"),
        Op.Select when _holds.Contains(n[0]) => Text(n[1], precedence),
        Op.Select => Group(precedence > 0, Choice(n)),
        Op.NegateIf => Group(precedence > 0, $"{Text(n[0], 1)} ? −{Text(n[1], 3)} : {Text(n[1], 1)}"),
        Op.SumOver => $"Σ{(n.Axis == Axes.Class ? "ₖ" : "")} {Text(n[0], 2)}",
        Op.MaximumOver => $"max{(n.Axis switch { Axes.Class => "ₖ", Axes.Truth => " over b of ", _ => "" })} {Text(n[0], 2)}",
        _ => $"{char.ToLowerInvariant(n.Op.ToString()[0])}{n.Op.ToString().Substring(1)}({List(n)})",
    };

    /// <summary>Inside the first branch its condition holds, and needs no second word.</summary>
    private string Choice(Expr n)
    {
        string condition = Text(n[0], 1);
        _holds.Add(n[0]);
        string whereItHolds = Text(n[1], 1);
        _holds.Remove(n[0]);
        return $"{condition} ? {whereItHolds} : {Text(n[2], 1)}";
    }

    private string Sum(Expr n)
    {
        bool swap = n[0] is { Op: Op.Product, Number: < 0 } or { Value: < 0 };
        (Expr first, Expr second) = swap ? (n[1], n[0]) : (n[0], n[1]);
        bool minus = second is { Op: Op.Product, Number: < 0 } or { Value: < 0 } && !_names.ContainsKey(second);
        return minus ? $"{Text(first, 1)} − {Text(-second, 2)}" : $"{Text(first, 1)} + {Text(second, 1)}";
    }

    private string Product(Expr n)
    {
        (Expr Base, double Exponent)[] factors = n.Args.Zip(n.Exponents, (b, e) => (b, e)).ToArray();
        string[] above = factors.Where(f => f.Exponent > 0).Select(f => Power(f.Base, f.Exponent)).ToArray();
        string[] below = factors.Where(f => f.Exponent < 0).Select(f => Power(f.Base, -f.Exponent)).ToArray();
        string sign = n.Number < 0 ? "−" : "";
        string[] number = Math.Abs(n.Number) == 1 && above.Length > 0 ? [] : [Number(Math.Abs(n.Number))];
        string numerator = string.Join(" · ", number.Concat(above));
        return below.Length switch
        {
            0 => sign + numerator,
            1 => $"{sign}{numerator} / {below[0]}",
            _ => $"{sign}{numerator} / ({string.Join(" · ", below)})",
        };
    }

    private string Power(Expr b, double exponent) => exponent switch
    {
        1 => Text(b, 3),
        0.5 => $"√{Text(b, 4)}",
        2 => Text(b, 4) + "²",
        3 => Text(b, 4) + "³",
        _ => $"{Text(b, 4)}^{Number(exponent)}",
    };

    private string List(Expr n) => string.Join(", ", n.Args.Select(arg => Text(arg, 0)));

    /// <summary>What formulas call an input.</summary>
    public static string InputName(Expr n) => n.Role is >= Role.Own and < Role.OwnGradient ? n.Name! : n.Coordinate is { } own && n.Role is Role.Logits or Role.Cells ? own : n.Role switch
    {
        Role.Logits => "x",
        Role.Weights => "w",
        Role.Targets when n.Element.IsClassIndex() => "y",
        Role.ClassWeights => "c",
        Role.AnchorStates => "state",
        Role.Boxes1 => "n",
        Role.Boxes2 => "m",
        Role.Scale or Role.Normalizer => n.Role.ParameterName(),
        _ when n.Role.IsGradient() => "before",
        _ => n.Role.ToString().Substring(0, 1).ToLowerInvariant(),
    } + (n.Coordinate is null ? "" : "." + n.Coordinate);

    private static string Group(bool needed, string text) => needed ? $"({text})" : text;

    private static string Number(double number) => number.ToString("0.#########", CultureInfo.InvariantCulture).Replace("-", "−");
}

using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes the kernel of one pass in one width: constants, accumulators and the loop over the items.</summary>
internal sealed class KernelWriter(CodeWriter writer, KernelSignature signature, ItemPass pass, Skeleton skeleton)
{
    /// <summary>Names that the skeleton itself uses.</summary>
    private static readonly string[] Taken =
        ["i", "k", "row", "rows", "count", "classes", "workspace", "sums", "full", "from", "steps", "isTail", .. RoleFacts.All.Select(r => r.ParameterName())];

    public void Write(Spelling spelling)
    {
        string step = spelling.Lanes == 1 ? "One item at a time" : $"{spelling.Lanes} items at a time";
        writer.Gap();
        writer.Line($"/// <summary>{(signature.NeedsClasses ? step.Replace("item", "class").Replace("classs", "classes") : step)}: {spelling.Description}.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {signature.Name}{spelling.Suffix}({signature.Parameters})", () =>
        {
            UniqueNames names = new([.. Taken, .. signature.Scalars.Select(s => s.Name)]);
            if (signature.NeedsClasses)
            {
                new RowWriter(writer, signature, pass, spelling, names).Write();
            }
            else
            {
                Items(spelling, names);
            }
        });
    }

    /// <summary>A loop whose steps are vectors of items: elements or boxes.</summary>
    private void Items(Spelling spelling, UniqueNames names)
    {
        Segment work = pass.Segments[0];
        Body body = new(spelling, writer, names);
        body.Constants([.. work.Values]);
        foreach ((Expr value, string name) in signature.Scalars)
        {
            string text = spelling.NamesConstants ? names.Next("v" + char.ToUpperInvariant(name[0]) + name.Substring(1)) : name;
            body.Bind(value, text);
            if (spelling.NamesConstants)
            {
                writer.Line($"var {text} = {spelling.Broadcast(name)};");
            }
        }

        Accumulator[] accumulators = pass.Reductions.Select((r, i) => new Accumulator(r, spelling, names.Next(r.Name ?? "sum"), SumsOf(i))).ToArray();
        Array.ForEach(accumulators, a => a.Load(writer));
        writer.Gap();
        writer.Block($"for (nuint i = 0; i < count; i += {spelling.Lanes})", () =>
        {
            Loads(body, work);
            body.Compute(work.Values, work.Stores.Select(s => s.Value).Concat(pass.Reductions.Select(r => r[0])));
            writer.Gap();
            foreach (Accumulator a in accumulators)
            {
                a.Add(writer, body.Text(a.Reduction[0]), "i");
            }

            Stores(body, work);
        });
        writer.Gap();
        Array.ForEach(accumulators, a => a.Store(writer));
    }

    private void Loads(Body body, Segment work)
    {
        IEnumerable<Expr> read = Schedule.Reachable(work.Values.Concat(work.Stores.Select(s => s.Value)).Concat(pass.Reductions.Select(r => r[0])), n => n.Axes == Axes.None);
        foreach (IGrouping<Role, Expr> group in read.Where(n => n.Op == Op.Input).GroupBy(n => n.Role).OrderBy(g => g.Key))
        {
            Expr first = group.First();
            if (!IsBox(group.Key))
            {
                string name = body.Names.Next(FormulaPrinter.InputName(first));
                writer.Line($"var {name} = {body.Spelling.Load(first.Element, group.Key.ParameterName(), "i")};");
                body.Bind(first, name);
                continue;
            }

            string[] names = Enumerable.Range(0, 4).Select(c => body.Names.Next(group.Key.ToString().Substring(0, 1).ToLowerInvariant() + "x1 y1 x2 y2".Split(' ')[c])).ToArray();
            writer.Line(body.Spelling.LoadBox(group.Key.ParameterName(), "4 * i", names));
            foreach (Expr coordinate in group)
            {
                body.Bind(coordinate, names[coordinate.Component]);
            }
        }

        writer.Gap();
    }

    private void Stores(Body body, Segment work)
    {
        foreach (IGrouping<Role, Store> group in work.Stores.GroupBy(s => s.Role))
        {
            string[] values = group.OrderBy(s => s.Component).Select(s => body.Text(s.Value)).ToArray();
            writer.Line(values.Length == 1
                ? body.Spelling.Store(values[0], group.Key.ParameterName(), "i") + ";"
                : body.Spelling.StoreBox(group.Key.ParameterName(), "4 * i", values));
        }
    }

    private bool IsBox(Role role) => skeleton == Skeleton.Box && (role.IsPrediction() || role is Role.Targets);

    private static string SumsOf(int index) => index == 0 ? "sums" : $"Unsafe.Add(ref sums, {index * Accumulator.VirtualLanes})";
}

using System.Text;
using LossGen.Tests.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Tests.Generator;

/// <summary>Makes one to four random changes to a valid program: tokens, attributes, parameters and modifiers are deleted, doubled, exchanged or replaced by others.</summary>
internal sealed class SourceMutator(ulong seed)
{
    /// <summary>Valid programs with every form of declaration and most forms of kernels.</summary>
    public static readonly string[] Valid =
    [
        """
        namespace Vision.Models;
        public static partial class Losses
        {
            [FocalLoss(Alpha = 0.25, Gamma = 2)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);
            [BinaryCrossEntropy(Epsilon = 1e-7)] internal static partial double Bce(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> targets, double normalizer);
        }
        """,
        """
        partial struct Outer
        {
            internal sealed partial class Losses
            {
                /// <summary>Boxes.</summary>
                [GIoU(Format = BoxFormat.Cxcywh, Ties = TieRule.First)]
                public partial void Giou(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient, Span<float> targetGradient);
            }
        }
        partial interface ILosses { [L1] private static partial float Distance(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }
        """,
        """
        static partial class Losses
        {
            [CrossEntropy(Classes = 80, Precision = Precision.Precise)] public static partial float Classify(this ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient, float scale = 1);
            [RetinaNetFocalLoss(Gamma = 0.5, Accumulate = true)] internal static partial double Anchors(ReadOnlyTensorView<double> probabilities, ReadOnlyTensorView<double> targets, ReadOnlyTensorView<sbyte> anchorStates, TensorView<double> gradient);
            [RetinaNetFocalLoss(Classes = 20)] internal static partial float Packed(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> @targets, Span<float> losses);
            [Huber(Delta = 0.5, Reduction = Reduction.Sum)] private static partial double Robust(ReadOnlySpan<double> predictions, scoped ReadOnlySpan<double> targets);
            static float Call(float[] x) => x.AsSpan() is var s ? Classify(s, [1, 2], s) : 0;
        }
        """,
        """
        unsafe partial record Outer(int X)
        {
            protected static unsafe partial class Losses
            {
                [FocalLoss(Targets = TargetKind.Hard)] [Obsolete("old")] public static partial float @class([Role(LossRole.Logits)] ReadOnlySpan<float> @in, ReadOnlySpan<byte> targets, ReadOnlySpan<float> weights, Span<float> losses);
                [MeanSquaredError(Accumulate = true, EmptyMean = EmptyMean.NaN)] public static partial float @class(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
            }
        }
        """,
        """
        public static partial class Detector
        {
            [YoloV3Loss(Classes = 3, Stride = 16, Anchors = [1.5, 2, 3, 4], Gamma = 1.5, Parallel = true)]
            public static partial YoloLoss Loss(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient, float scale);
            [YoloV3Decode(Stride = 8, Anchors = [1.25, 1.625])] public static partial void Decode(ReadOnlyTensorView<double> logits, TensorView<double> decoded);
        }
        """,
        """
        internal static partial class Boxes
        {
            [PairwiseGIoU(Format = BoxFormat.Xywh, Epsilon = 1e-3)] public static partial void Overlaps(ReadOnlySpan<double> boxes1, ReadOnlySpan<double> boxes2, Span<double> matrix);
            [NonMaxSuppression(IouThreshold = 0.4, ScoreThreshold = 0.1, MaxOutput = 100)] public static partial int Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, ReadOnlySpan<int> classes, Span<int> kept);
        }
        """,
        """
        public abstract partial class Base { public virtual partial float F(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); [SmoothL1] public virtual partial float F(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient); public virtual partial float F(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) => 0; }
        public sealed partial class Derived : Base { [CIoU] public sealed override partial float F(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient); }
        """,
    ];

    /// <summary>What a token may become beside the other tokens of its program.</summary>
    private static readonly string[] Others =
    [
        "int", "sbyte", "double", "bool", "void", "T", "<T>", "string", "dynamic", "nint", "float[]", "float?", "int*", "(int, int)", "ref", "in", "out", "ref readonly", "params", "this", "scoped",
        "static", "abstract", "virtual", "extern", "async", "unsafe", "readonly", "new", "file", "partial", "private", "public", "class", "struct", "record", "interface", "where T : class",
        "0", "-1", "1e400", "double.NaN", "int.MaxValue", "null", "default", "nameof(X)", "(Reduction)9", "\"text\"", "typeof(int)", "{", "}", "(", ")", "[", "]", ";", ",", "=", "=>", "=> 0", "#if X\n", "\n#endif\n",
        "logits", "probabilities", "predictions", "targets", "weights", "normalizer", "scale", "losses", "gradient", "targetGradient", "boxes1", "matrix", "boxes", "scores", "classes", "kept", "anchorStates", "items", "count", "_", "@if", "Ünïcode", "System", "LossGen", "Span", "Lanes",
        "[FocalLoss]", "[GIoU]", "[CrossEntropy]", "[RetinaNetFocalLoss]", "[PairwiseIoU]", "[NonMaxSuppression]", "[Role(LossRole.Targets)]", "[Role((LossRole)77)]", "[return: FocalLoss]", "LossGen.FocalLoss", "FocalLossAttribute", "Reduction = Reduction.Sum", "Epsilon = 0.1", "Classes = 3",
    ];

    private readonly Values _random = new(seed);

    /// <summary>The next program, and which valid one it was.</summary>
    public (int Origin, string Source) Next()
    {
        int origin = _random.Below(Valid.Length);
        string source = Valid[origin];
        for (int changes = 1 + _random.Below(4); changes > 0; changes--)
        {
            source = Change(source);
        }

        return (origin, source);
    }

    private string Change(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, GeneratorFuzzTests.Options).GetRoot();
        SyntaxNodeOrToken[] parts =
        [
            .. _random.Below(2) == 0
                ? root.DescendantTokens().Where(token => token.Span.Length > 0).Select(token => (SyntaxNodeOrToken)token)
                : root.DescendantNodes().Where(node => node is AttributeSyntax or AttributeListSyntax or AttributeArgumentSyntax or ParameterSyntax or TypeSyntax or MemberDeclarationSyntax)
                    .Where(node => node.Span.Length > 0).Select(node => (SyntaxNodeOrToken)node),
        ];
        if (parts.Length == 0)
        {
            return source + Pick(Others);
        }

        SyntaxNodeOrToken one = Pick(parts), other = Pick(parts);
        string text = one.ToString();
        return _random.Below(5) switch
        {
            0 => Replace(source, (one, "")),
            1 => Replace(source, (one, text + " " + text)),
            2 => Replace(source, (one, text + (one.AsNode() is AttributeSyntax or AttributeArgumentSyntax or ParameterSyntax ? ", " : " ") + (_random.Below(2) == 0 ? other.ToString() : Pick(Others)))),
            3 => Replace(source, (one, _random.Below(2) == 0 ? other.ToString() : Pick(Others))),
            _ => one.Span.IntersectsWith(other.Span) ? Replace(source, (one, "")) : Replace(source, (one, other.ToString()), (other, text)),
        };
    }

    private static string Replace(string source, params (SyntaxNodeOrToken Part, string Text)[] changes)
    {
        StringBuilder result = new(source);
        foreach ((SyntaxNodeOrToken part, string text) in changes.OrderByDescending(change => change.Part.SpanStart))
        {
            result.Remove(part.SpanStart, part.Span.Length).Insert(part.SpanStart, text);
        }

        return result.ToString();
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Below(items.Count)];
}

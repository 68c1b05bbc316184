using System.Numerics;

namespace LossGen;

/// <summary>A box of <see cref="float"/> by its corners, as a formula of <c>[BoxLoss]</c> sees it: <c>static float F(Box prediction, Box target)</c>.</summary>
/// <remarks>A <see cref="Box{T}"/> of <see cref="float"/> under a short name; everything is computed there. For kernels of <see cref="double"/> take <see cref="Box{T}"/> itself.</remarks>
/// <param name="X1">The left side.</param>
/// <param name="Y1">The top.</param>
/// <param name="X2">The right side.</param>
/// <param name="Y2">The bottom.</param>
public readonly record struct Box(float X1, float Y1, float X2, float Y2)
{
    /// <inheritdoc cref="Box{T}.Width"/>
    public float Width => Same.Width;

    /// <inheritdoc cref="Box{T}.Height"/>
    public float Height => Same.Height;

    /// <inheritdoc cref="Box{T}.CenterX"/>
    public float CenterX => Same.CenterX;

    /// <inheritdoc cref="Box{T}.CenterY"/>
    public float CenterY => Same.CenterY;

    /// <inheritdoc cref="Box{T}.Area"/>
    public float Area => Same.Area;

    private Box<float> Same => new(X1, Y1, X2, Y2);

    /// <summary>
    /// What two boxes share: <c>X1</c> and <c>Y1</c> are the larger ones, <c>X2</c> and <c>Y2</c> the smaller ones, but <c>X2</c> no less than <c>X1</c> and <c>Y2</c> no less than <c>Y1</c>.
    /// </summary>
    /// <remarks>So width and height are what the two share of each axis, never negative; the area of boxes that do not meet, or only touch, is 0, and has no gradient.</remarks>
    /// <param name="first">The one box.</param>
    /// <param name="second">The other one.</param>
    public static Box Intersection(Box first, Box second) => From(Intersection(first.Same, second.Same));

    /// <inheritdoc cref="Intersection(Box, Box)"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static Box<T> Intersection<T>(Box<T> first, Box<T> second)
        where T : struct, IFloatingPointIeee754<T>
    {
        T left = T.Max(first.X1, second.X1), top = T.Max(first.Y1, second.Y1);
        return new(left, top, T.Max(left, T.Min(first.X2, second.X2)), T.Max(top, T.Min(first.Y2, second.Y2)));
    }

    /// <summary>The smallest box that holds two: <c>X1</c> and <c>Y1</c> are the smaller ones, <c>X2</c> and <c>Y2</c> the larger ones.</summary>
    /// <param name="first">The one box.</param>
    /// <param name="second">The other one.</param>
    public static Box Hull(Box first, Box second) => From(Hull(first.Same, second.Same));

    /// <inheritdoc cref="Hull(Box, Box)"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static Box<T> Hull<T>(Box<T> first, Box<T> second)
        where T : struct, IFloatingPointIeee754<T> =>
        new(T.Min(first.X1, second.X1), T.Min(first.Y1, second.Y1), T.Max(first.X2, second.X2), T.Max(first.Y2, second.Y2));

    private static Box From(Box<float> box) => new(box.X1, box.Y1, box.X2, box.Y2);
}

using System.Numerics;

namespace LossGen;

/// <summary>A box by its corners, as a formula of <c>[BoxLoss]</c> sees it: <c>static double F(Box&lt;double&gt; prediction, Box&lt;double&gt; target)</c>. For kernels of <see cref="float"/> there is <see cref="Box"/>.</summary>
/// <remarks><see cref="Box"/> has the functions of two boxes. Nothing is checked: of a box turned inside out, width or height is negative. A corner that is not a number makes what is computed from it not a number.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="X1">The left side.</param>
/// <param name="Y1">The top.</param>
/// <param name="X2">The right side.</param>
/// <param name="Y2">The bottom.</param>
public readonly record struct Box<T>(T X1, T Y1, T X2, T Y2)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary><c>X2 − X1</c>.</summary>
    public T Width => X2 - X1;

    /// <summary><c>Y2 − Y1</c>.</summary>
    public T Height => Y2 - Y1;

    /// <summary><c>(X1 + X2) / 2</c>.</summary>
    public T CenterX => (X1 + X2) / T.CreateChecked(2);

    /// <summary><c>(Y1 + Y2) / 2</c>.</summary>
    public T CenterY => (Y1 + Y2) / T.CreateChecked(2);

    /// <summary><c>Width · Height</c>.</summary>
    public T Area => Width * Height;
}

namespace LossGen;

/// <summary>What the four numbers of a box are.</summary>
public enum BoxFormat
{
    /// <summary>Corners: <c>x1, y1, x2, y2</c>.</summary>
    Xyxy,

    /// <summary>Corners, vertical coordinates first: <c>y1, x1, y2, x2</c>.</summary>
    Yxyx,

    /// <summary>Corner and size: <c>x1, y1, width, height</c>.</summary>
    Xywh,

    /// <summary>Centre and size: <c>x, y, width, height</c>.</summary>
    Cxcywh,
}

/** Where a thing is drawn, px. `band` is the free height above its round. */
export type Box = { left: number; right: number; top: number; band: number };

/** How far below a thing's top its sign stands: lines leave and arrive at that height. */
const signY = 21;
const radius = 6;
/** Lines leave into the gutter at the right of a column and arrive through the one at the left of theirs. */
const out = 7;
const into = 10;

type Point = [x: number, y: number];

/**
 * A line from one thing to another that never passes behind a third: straight on, or bent in the gutter, to the next
 * station of the same round; otherwise down or up the gutter, along the free band above the round of the other, and in
 * from the left.
 */
export function routeLine(a: Box, b: Box): string {
  const start: Point = [a.right - 2, a.top + signY];
  const end: Point = [b.left + 2, b.top + signY];
  const [gutterOut, gutterIn] = [a.right + out, b.left - into];
  const near = gutterIn >= a.right && gutterIn - a.right < 40;
  if (near) return bend([start, [gutterIn, start[1]], [gutterIn, end[1]], end]);
  return bend([
    start,
    [gutterOut, start[1]],
    [gutterOut, b.band],
    [gutterIn, b.band],
    [gutterIn, end[1]],
    end,
  ]);
}

/** The way through the points with rounded corners. */
function bend(points: readonly Point[]): string {
  const [first, ...rest] = points.filter(
    (point, index) => index === 0 || distance(point, points[index - 1] ?? point) > 0.5,
  );
  if (!first) return '';
  const parts = [`M ${first.join(' ')}`];
  let before = first;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (!next) {
      parts.push(`L ${corner.join(' ')}`);
      return;
    }
    const round = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2);
    parts.push(`L ${toward(corner, before, round).join(' ')}`);
    parts.push(`Q ${corner.join(' ')} ${toward(corner, next, round).join(' ')}`);
    before = corner;
  });
  return parts.join(' ');
}

function distance([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.abs(x1 - x2) + Math.abs(y1 - y2);
}

/** `length` from one point toward another that lies straight above, below or beside it. */
function toward([x1, y1]: Point, [x2, y2]: Point, length: number): Point {
  return [x1 + Math.sign(x2 - x1) * length, y1 + Math.sign(y2 - y1) * length];
}

const code = (n: number) => `\`\`\`python
def merge(a: list[int], b: list[int]) -> list[int]:
    """Merge two sorted lists into one, case ${n}."""
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]  # what is left is sorted already
\`\`\``;

const table = `| method | best | worst | space | stable |
|---|---|---|---|---|
| merge sort | $n \\log n$ | $n \\log n$ | $n$ | yes |
| quicksort | $n \\log n$ | $n^2$ | $\\log n$ | no |
| heapsort | $n \\log n$ | $n \\log n$ | $1$ | no |
| insertion sort | $n$ | $n^2$ | $1$ | yes |`;

const formulas = `The work obeys

\\[ T(n) = 2\\,T\\!\\left(\\frac{n}{2}\\right) + \\Theta(n) = \\Theta(n \\log n), \\qquad \\sum_{k=0}^{\\log_2 n} 2^k \\cdot \\frac{n}{2^k} = n (\\log_2 n + 1) \\]

since each of the \\(\\log_2 n + 1\\) levels costs \\(\\Theta(n)\\).`;

const sentence =
  'Each level of the recursion looks at every element once, and the halves are merged in the order in which they stand, so that equal elements keep their places. ';

function fill(parts: string[], length: number): string {
  const text = parts.join('\n\n');
  const missing = Math.max(0, length - text.length);
  return `${text}\n\n${sentence.repeat(Math.ceil(missing / sentence.length)).slice(0, missing)}`;
}

/** A prompt with two answers of 5 kB each that hold prose, code, a table and formulas. */
export function richPair(n: number): { prompt: string; responses: [string, string] } {
  const prose = sentence.repeat(4);
  return {
    prompt: `Explain merge sort to a second-year student: code, running time, and how it compares. Case ${n}.`,
    responses: [
      fill(
        [
          `# Merge sort, case ${n}`,
          prose,
          code(n),
          formulas,
          table,
          `- it is **stable**\n- it needs *memory*`,
          code(n),
        ],
        5_000,
      ),
      fill(
        [
          `Divide and conquer, case ${n}.`,
          '1. split\n2. sort\n3. merge',
          table,
          prose,
          formulas,
          code(n),
          '> It is rarely the fastest.',
        ],
        5_000,
      ),
    ],
  };
}

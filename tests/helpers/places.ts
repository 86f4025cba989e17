import type { z } from 'zod';

/** Where a refusal points, written as the trainer writes it: `params.lora.rank`, `prompt[0].role`. */
export function places(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key) =>
      [...issue.path, ...(key === undefined ? [] : [key])]
        .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
        .join('')
        .slice(1),
    );
  });
}

/** The project's own demo prompts, in the `prefloop` layout: written for it, with two task types held out from training. */
export const demoFile = new URL('../demo/prompts.jsonl', import.meta.url);

/** Two answers of SmolLM2-135M-Instruct to some of the demo prompts, as `generate` wrote them; `promptId` is the prompt's id in the set. */
export const demoResponsesFile = new URL('../demo/responses.jsonl', import.meta.url);

import { createSpotlight } from '@mantine/spotlight';

/** The palette's state, apart from the palette itself, which is loaded later. */
export const [paletteStore, palette] = createSpotlight();

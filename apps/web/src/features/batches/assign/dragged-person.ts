import type { DragEvent } from 'react';

/** A kind of our own: text dragged in from elsewhere is nobody. */
const kind = 'application/x-prefloop-person';

export function dragPerson(event: DragEvent, userId: string): void {
  event.dataTransfer.setData(kind, userId);
  event.dataTransfer.effectAllowed = 'copy';
}

/** The account of the person who was dropped; null where something else was. */
export function draggedPerson(event: DragEvent): string | null {
  return event.dataTransfer.getData(kind) || null;
}

export * from './create-queue.ts';

import { z } from 'zod';

/** Where a run's figures can go beside this platform. Which of them may be used, a worker's settings say. */
export const trackerName = z.enum(['tensorboard', 'wandb', 'mlflow', 'trackio']);
export type TrackerName = z.infer<typeof trackerName>;

/** As people know them. */
export const trackerWords: Record<TrackerName, string> = {
  tensorboard: 'TensorBoard',
  wandb: 'Weights & Biases',
  mlflow: 'MLflow',
  trackio: 'trackio',
};

import { expect, test } from 'vitest';
import { trackerVariables } from './tracker-variables.ts';

const source = {
  WANDB_API_KEY: 'w',
  MLFLOW_TRACKING_URI: 'm',
  TRACKIO_DIR: 't',
  HTTPS_PROXY: 'p',
  DATABASE_URL: 'secret',
  PREFLOOP_SECRET: 'secret',
  HF_TOKEN: 'secret',
};

test('a trainer is handed what its own trackers read, and nothing else', () => {
  expect(trackerVariables([], source)).toEqual({});
  expect(trackerVariables(['tensorboard'], source)).toEqual({});
  expect(trackerVariables(['wandb'], source)).toEqual({
    WANDB_API_KEY: 'w',
    WANDB_MODE: 'online',
    HTTPS_PROXY: 'p',
  });
  expect(trackerVariables(['wandb'], { WANDB_MODE: 'offline' })).toEqual({ WANDB_MODE: 'offline' });
  expect(trackerVariables(['mlflow', 'trackio'], source)).toEqual({
    MLFLOW_TRACKING_URI: 'm',
    TRACKIO_DIR: 't',
    HTTPS_PROXY: 'p',
  });
});

import { Button, FileButton, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './prompts.module.css';

/** Takes one file, by button or dropped on it. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <FileButton onChange={(file) => file && onFile(file)}>
        {(props) => <Button {...props}>Choose a file</Button>}
      </FileButton>
      <Text c="dimmed" maw={520}>
        or drop it here. JSON lines, JSON, CSV or TSV, plain or gzip, of any size. Nothing is stored before
        you have seen how it will be read.
      </Text>
    </div>
  );
}

import { Button } from '@mantine/core';

/** Saves a text that the page holds as a file. */
export function DownloadText({ text, name }: { text: string; name: string }) {
  return (
    <Button
      component="a"
      variant="default"
      size="xs"
      href={`data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`}
      download={name}
    >
      Download
    </Button>
  );
}

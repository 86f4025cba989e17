import { Button, Group, Modal, NumberInput, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { distinctWords } from '../../lib/distinct-words.ts';
import { useProject } from '../../lib/project.ts';
import type { Member } from './members.tsx';
import { useChangeMember } from './use-change-member.ts';

/** What somebody can judge, and how much of it in a day: batches that ask for it find them. */
export function RatingDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const project = useProject();
  const change = useChangeMember(project.slug);
  const [skills, setSkills] = useState(member.skills);
  const [languages, setLanguages] = useState(member.languages);
  const [quota, setQuota] = useState<number | string>(member.dailyQuota ?? '');
  const usual = project.dailyQuota === null ? 'no limit' : `${project.dailyQuota}, as the project has it`;
  return (
    <Modal opened onClose={onClose} title={`What ${member.name} rates`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const dailyQuota = typeof quota === 'number' ? quota : null;
          change.mutate(
            { userId: member.userId, change: { skills, languages, dailyQuota } },
            { onSuccess: onClose },
          );
        }}
      >
        <Stack>
          <TagsInput
            label="Skills"
            description="In your own words, such as law or python. Enter after each."
            value={skills}
            onChange={(all) => setSkills(distinctWords(all))}
            maxTags={50}
            data-autofocus
          />
          <TagsInput
            label="Languages"
            description="As the prompts name theirs, such as en or de."
            value={languages}
            onChange={(all) => setLanguages(distinctWords(all))}
            maxTags={20}
          />
          <NumberInput
            label="Tasks a day, at most"
            description={`Empty: ${usual}. A day begins at midnight UTC.`}
            value={quota}
            onChange={setQuota}
            min={1}
            max={10_000}
            allowDecimal={false}
          />
          <Text size="sm" c="dimmed">
            What they hold and may no longer rate goes back to others at once.
          </Text>
          {change.isError ? <ErrorState error={change.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Keep
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

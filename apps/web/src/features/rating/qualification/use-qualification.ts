import type { MyQualification, QualificationAnswer } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { myQualificationQuery, sendAnswer, takeStep } from './my-qualification-query.ts';

/** Where the caller stands, and the two ways on: answering the question, and leaving what was read. */
export function useQualification(project: string) {
  const client = useQueryClient();
  const query = myQualificationQuery(project);
  const standing = useQuery(query);
  const stand = (next: MyQualification) => client.setQueryData(query.queryKey, next);
  // What is under way when a newer word comes would put an older one over it.
  const onMutate = () => client.cancelQueries({ queryKey: query.queryKey });
  const answer = useMutation({
    mutationFn: (body: QualificationAnswer) => sendAnswer(project, body),
    onMutate,
    onSuccess: stand,
  });
  const step = useMutation({
    mutationFn: (from: string | null) => takeStep(project, from),
    onMutate,
    onSuccess: stand,
  });
  return { standing, answer, step };
}

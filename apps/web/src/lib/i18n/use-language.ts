import type { Language } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../api.ts';
import { meQuery } from '../session.ts';
import { isLanguage } from './languages.ts';
import { speak } from './speak.ts';

/** The language of the signed-in person: kept on the account, so that it holds on every device. */
export function useLanguage() {
  const client = useQueryClient();
  const language = useTranslation().i18n.language;
  const now: Language = isLanguage(language) ? language : 'en';
  const save = useMutation({
    mutationFn: async (next: Language) => {
      await speak(next);
      return ok(api.PATCH('/v1/me', { body: { language: next } }));
    },
    // At once: the pages go by what the account says. Taken back where it did not take it.
    onMutate: async (next) => {
      await client.cancelQueries({ queryKey: meQuery.queryKey });
      const me = client.getQueryData(meQuery.queryKey);
      if (me) client.setQueryData(meQuery.queryKey, { ...me, language: next });
      return { me, spoken: now };
    },
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
    onError: async (_error, _next, before) => {
      if (!before) return;
      client.setQueryData(meQuery.queryKey, before.me);
      await speak(before.spoken);
    },
  });
  return { language: now, choose: save.mutate, error: save.error };
}

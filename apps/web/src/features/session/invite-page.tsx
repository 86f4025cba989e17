import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { api, ok } from '../../lib/api.ts';
import { meQuery } from '../../lib/session.ts';
import { BrokenLink } from './broken-link.tsx';
import { Door } from './door.tsx';
import { InvitationOffer } from './invitation-offer.tsx';
import { isLinkInvalid } from './link-invalid.ts';
import { useLinkSecret } from './use-link-secret.ts';

/** An invitation: makes the account it is for, or joins the one that is there. */
export function InvitePage() {
  const { t } = useTranslation('session');
  const secret = useLinkSecret();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const offer = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => ok(api.POST('/v1/invitations/lookup', { body: { secret: secret ?? '' } })),
    enabled: secret !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    mutationFn: (body: { secret: string; name?: string; password?: string }) =>
      ok(api.POST('/v1/invitations/accept', { body })),
    onSuccess: async ({ me, project }) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      // By way of `/`, which knows where the role begins.
      await navigate({ to: '/', search: project ? { project } : {}, replace: true });
    },
  });
  if (!secret || isLinkInvalid(offer.error) || isLinkInvalid(accept.error)) {
    return <BrokenLink>{t('brokenLink.askInviter')}</BrokenLink>;
  }
  if (offer.data) {
    return (
      <InvitationOffer
        offer={offer.data}
        pending={accept.isPending}
        error={accept.error}
        onAccept={(account) => accept.mutate({ secret, ...account })}
      />
    );
  }
  return (
    <Door title={t('invitation.title')}>
      {offer.isPending ? <Loading label={t('invitation.reading')} /> : null}
      {offer.error ? <ErrorState error={offer.error} onRetry={() => void offer.refetch()} /> : null}
    </Door>
  );
}

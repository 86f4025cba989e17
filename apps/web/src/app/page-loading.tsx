import { Loading } from '../components/loading.tsx';

export function PageLoading() {
  return <Loading label="Loading the page" />;
}

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { api } from './api/client';
import { Problem } from './api/problem';
import { screens } from './screens';
import { Broken, Loading } from './shell/broken';
import { Shell } from './shell/shell';

const queries = new QueryClient({
  defaultOptions: {
    // Without a network they fail like without a server, which is said at once; held back, a form would say that it saves for ever.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      // What was not reached is asked for again; what was refused is not.
      retry: (count, error) => count < 2 && error instanceof Problem && error.isUnreached,
      retryDelay: (count) => 500 * 2 ** count,
      throwOnError: false,
    },
  },
  queryCache: new QueryCache(),
  mutationCache: new MutationCache(),
});

// Asked while words and screen are on their way: nothing is shown without them.
for (const path of ['/v1/me', '/v1/clock'] as const) void queries.prefetchQuery(api.queryOptions('get', path, {}));

const router = createBrowserRouter([
  { path: '/', Component: Shell, ErrorBoundary: Broken, HydrateFallback: Loading, children: [...screens] },
]);

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

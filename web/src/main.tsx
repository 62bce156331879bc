import './look/mantine.css';
import './look/base.css';
import './look/blocks.css';
import './look/print.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client.ts';
import { StepUpProvider } from './entrance/step-up.tsx';
import { startLanguage } from './i18n/index.ts';
import { theme } from './look/theme.ts';
import { makeRouter } from './router.tsx';

// Two hundred kilobytes of font rules must not hold up the first paint.
void import('./look/fonts.ts');

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server has refused, it will refuse again; an outage may pass.
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
});
const router = makeRouter(client);

await startLanguage();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme="light">
      <QueryClientProvider client={client}>
        <StepUpProvider router={router} client={client}>
          <RouterProvider router={router} />
        </StepUpProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalPage } from '../api-gateway/options';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Frontdesk API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="data:,">
<style>.also { font: 1rem sans-serif; margin: 1rem auto; max-width: 1420px; padding: 0 20px }</style>
</head>
<body>
<p class="also">Over HTTP: this page. Over WebSockets, and by topics and queues: <a href="/asyncapi.json">/asyncapi.json</a> (AsyncAPI 3).</p>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script>
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, persistAuthorization: true, tryItOutEnabled: true });
</script>
</body>
</html>
`;

/** The files of swagger-ui-dist that the page needs. The build copies them next to the local stack. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** The API reference at `/docs`. Only the local stack has it; in AWS there are only the documents, `/openapi.json` and `/asyncapi.json`. */
export const docsPages = (assets: string): LocalPage[] => [
  {
    method: 'GET',
    path: '/docs',
    handle: async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    },
  },
  ...Object.entries(FILES).map(([name, type]) => ({
    method: 'GET',
    path: `/docs/${name}`,
    handle: async (...[, response]: Parameters<LocalPage['handle']>) => {
      const file = join(assets, name);
      const { size } = await stat(file);
      response.writeHead(200, {
        'content-type': type,
        'content-length': size,
        'cache-control': 'public, max-age=3600',
      });
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
    },
  })),
];

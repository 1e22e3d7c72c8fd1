// Serves the page of this folder. Usage: node --env-file=examples/front-end/.env.local examples/front-end/serve.mjs
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', mjs: 'text/javascript' };
const FILES = ['index.html', 'style.css', 'main.mjs', 'cognito.mjs'];

/** What `scripts/front-end-env.sh` writes, whatever its prefix is. None of it is secret. */
const setting = (name) => Object.entries(process.env).find(([key]) => key.endsWith(`FRONTDESK_${name}`))?.[1];

const config = {
  apiUrl: setting('API_URL'),
  region: setting('REGION'),
  webClientId: setting('WEB_CLIENT_ID'),
  awsEndpoint: setting('AWS_ENDPOINT'),
};
if (!config.apiUrl) {
  console.error('Write the settings first: scripts/front-end-env.sh local examples/front-end/.env.local');
  process.exit(1);
}

const server = createServer(async ({ url = '/' }, response) => {
  const name = new URL(url, 'http://localhost').pathname.slice(1) || 'index.html';
  if (name === 'config.json') {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(config));
  } else if (FILES.includes(name)) {
    response.setHeader('content-type', TYPES[name.split('.')[1]]);
    response.end(await readFile(fileURLToPath(new URL(name, import.meta.url))));
  } else {
    response.writeHead(404).end('There is no such file.');
  }
});
server.listen(Number(process.env.FRONT_END_PORT ?? 5173), '127.0.0.1', () => {
  console.log(`The front end is at http://127.0.0.1:${server.address().port}`);
});

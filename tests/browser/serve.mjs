/**
 * A web server as plain as a school's hosting: it gives out the files of one folder under any address, tells capital
 * letters from small ones, compresses text, and answers everything else with 404 and the site's own 404.html.
 * By hand: node serve.mjs SITE_DIR [PREFIX] [PORT]
 */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { listFiles } from './site.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.zip': 'application/zip',
};

/** What hosts compress on the way; pictures and archives are compressed already. */
const COMPRESSED = /^(text\/|image\/svg|application\/(json|xml))/;
const ENCODINGS = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzipSync(bytes),
};

/** @returns {string | undefined} how an answer to such a request is compressed */
function encodingFor(request, type) {
  const accepted = (request.headers['accept-encoding'] ?? '').split(/[,;\s]+/);
  return COMPRESSED.test(type) ? Object.keys(ENCODINGS).find((encoding) => accepted.includes(encoding)) : undefined;
}

/** @returns {string | undefined} the path inside the site that is asked for; nothing for what cannot be one */
function pathOf(url, prefix) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    if (!path.startsWith(prefix)) return undefined;
    return path.slice(prefix.length).replace(/(^|\/)$/, '$1index.html');
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root the built site
 * @param {string} prefix its place on the server, from slash to slash
 * @param {Record<string, string>} headers what every answer says besides
 * @returns {Promise<{url: string, close: () => void}>} the address of the site's root
 */
export async function serve(root, prefix = '/', port = 0, headers = {}) {
  const files = new Set(listFiles(root));
  const send = (request, response, status, path) => {
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const bytes = files.has(path) ? readFileSync(join(root, path)) : 'not found';
    const encoding = encodingFor(request, type);
    const encoded = encoding && { 'content-encoding': encoding, vary: 'accept-encoding' };
    response.writeHead(status, { ...headers, ...encoded, 'content-type': type });
    response.end(encoding ? ENCODINGS[encoding](bytes) : bytes);
  };
  const server = createServer((request, response) => {
    const path = pathOf(request.url, prefix);
    if (path !== undefined && files.has(path)) send(request, response, 200, path);
    else send(request, response, 404, '404.html');
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, close };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [root, prefix = '/', port = '8000'] = process.argv.slice(2);
  console.log((await serve(root, prefix, Number(port))).url);
}

/**
 * Debian's Chromium, started so that it asks nothing of the network by itself, and a queue of pages for it.
 * CHROMIUM in the environment names another program.
 */
import { chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param {string[]} more options of Chromium */
export const launch = (more = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...QUIET, ...more] });

/** Does `work(page, item)` for all items, two at a time, each worker in a page of its own that `newPage` opens. */
export async function forEach(items, newPage, work) {
  const queue = [...items];
  const worker = async () => {
    const page = await newPage();
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(page, item);
    await page.close();
  };
  await Promise.all([worker(), worker()]);
}

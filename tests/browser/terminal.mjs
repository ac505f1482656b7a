/**
 * A terminal for the program, and a picture of what it has said there: `script` (util-linux) gives it a pseudo terminal, so
 * that it speaks as it speaks to a person, and a page draws the window.
 */
import { spawn } from 'node:child_process';

const PATIENCE = 15_000;
const COLUMNS = 100;
const PROMPT = '> ';

const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * Runs `command` in `folder` and types an answer whenever it asks.
 * @returns {Promise<string>} what a person sees, their answers included; it ends with the first question without an answer
 */
export function talk(command, folder, answers = []) {
  const line = `stty rows 50 cols ${COLUMNS}; exec ${command.map(quoted).join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'xterm-256color', SHELL: '/bin/sh' },
  });
  child.stdout.setEncoding('utf8');
  const waiting = [...answers];
  let said = '';
  let heard = 0;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no end of ${command.join(' ')}: ${said}`)), PATIENCE);
    const finish = () => {
      clearTimeout(timer);
      resolve(said.replaceAll('\r\n', '\n'));
    };
    child.on('error', reject);
    child.on('close', finish);
    child.stdout.on('data', (data) => {
      said += data;
      if (!said.slice(heard).endsWith(`\n${PROMPT}`)) return;
      heard = said.length;
      if (waiting.length > 0) child.stdin.write(`${waiting.shift()}\n`);
      else child.kill();
    });
  });
}

const COLOURS = ['#1f2430', '#f07178', '#a5d46a', '#ffcb6b', '#82aaff', '#c792ea', '#89ddff', '#d8dce6'];
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What the numbers of one colour sequence make of a style. */
function styled(style, numbers) {
  for (const number of numbers.split(';').map(Number)) {
    if (number === 0) style = {};
    else if (number === 1) style = { ...style, bold: true };
    else if (number >= 30 && number <= 37) style = { ...style, colour: COLOURS[number - 30] };
    else if (number >= 90 && number <= 97) style = { ...style, colour: COLOURS[number - 90] };
    else if (number === 39) style = { ...style, colour: undefined };
  }
  return style;
}

/** The text of a terminal with its colours as HTML; what a person typed after a prompt stands out. */
function html(said) {
  let style = {};
  const pieces = said.split(/\x1b\[([0-9;]*)m/).map((piece, index) => {
    if (index % 2 === 1) {
      style = styled(style, piece);
      return '';
    }
    const css = [style.colour && `color:${style.colour}`, style.bold && 'font-weight:bold'].filter(Boolean).join(';');
    return css ? `<span style="${css}">${escaped(piece)}</span>` : escaped(piece).replace(/^> (.+)$/gm, '> <b>$1</b>');
  });
  return pieces.join('');
}

/** @returns {string} a page with a window of a terminal, its element `.window` */
export const drawn = (said) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0 }
  .window { display: inline-block; min-width: 640px; background: #1f2430; color: #d8dce6; border-radius: 8px; overflow: hidden }
  .bar { background: #39404f; font: 13px "DejaVu Sans", sans-serif; padding: 7px 12px; color: #d8dce6 }
  .bar i { float: right; font-style: normal; letter-spacing: 10px; margin-right: -10px }
  pre { margin: 0; padding: 12px 14px 14px; font: 14px/1.45 "DejaVu Sans Mono", monospace; white-space: pre }
  b { color: #ffcb6b; font-weight: normal }
</style><div class="window"><div class="bar">kartoteka<i>–□×</i></div><pre>${html(said.trim())}</pre></div>`;

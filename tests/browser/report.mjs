/**
 * What a check has found. One mistake in a menu stands on every page of a site, so findings are gathered by what is
 * wrong, and each names only the first places where it was seen.
 */
const PLACES = 3;
const FINDINGS = 60;

export class Report {
  #findings = new Map();

  /** @param {string} message what is wrong @param {string} place where, for instance `plans/index.html:12` */
  add(message, place) {
    this.#findings.set(message, [...(this.#findings.get(message) ?? []), place]);
  }

  /** Prints the findings and then `summary`, and makes the process end with 1 if there were any. */
  finish(summary) {
    const findings = [...this.#findings];
    for (const [message, places] of findings.slice(0, FINDINGS)) {
      const more = places.length > PLACES ? ` and ${places.length - PLACES} more` : '';
      console.log(`${message}\n    at ${places.slice(0, PLACES).join(', ')}${more}`);
    }
    if (findings.length > FINDINGS) console.log(`… and ${findings.length - FINDINGS} more findings`);
    console.log(`${summary}; ${findings.length} different mistakes`);
    if (findings.length > 0) process.exitCode = 1;
  }
}

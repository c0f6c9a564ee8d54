// Opening files: one is shown, several become documents on the shelf, and the first of them is shown.

import { readTextFile } from './files.js';

/**
 * @param {readonly File[]} files
 * @param {{ get: () => import('./state.js').State, dispatch: (action: import('./state.js').Action) => void }} store
 * @param {import('./keeper.js').Keeper} keeper
 */
export async function openFiles(files, { get, dispatch }, keeper) {
  /** @type {import('./state.js').Message[]} */
  const problems = [];
  /** @type {string | null} the text that is shown */
  let first = null;
  let done = 0;
  // From the last on, so that on the shelf they stand in their order.
  for (const file of [...files].reverse()) {
    if (files.length > 1) {
      // The reader has called it off.
      if (done > 0 && !get().opening) break;
      dispatch({ type: 'opening', opening: { done, of: files.length } });
    }
    done += 1;
    const read = await readTextFile(file);
    if ('problem' in read) problems.push(read.problem);
    else {
      // One more has come: the one before it goes to the shelf.
      if (first !== null && !(await keeper.add(first))) break;
      first = read.text;
    }
  }
  if (files.length > 1) dispatch({ type: 'opening', opening: null });
  if (first !== null) dispatch({ type: 'text', text: first, from: 'file' });
  if (problems.length === 1) dispatch({ type: 'problem', problem: problems[0] });
  else if (problems.length > 1) {
    dispatch({
      type: 'problem',
      problem: { key: 'filesRefused', params: { count: problems.length, first: problems[0] } },
    });
  }
}

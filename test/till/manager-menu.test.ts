import { describe, expect, test } from 'vitest';
import { contextOf, decide, stateName, type TillState } from '../../src/runtime/decide.ts';
import { text } from '../../src/text/catalogue.ts';
import { checks } from '../../src/till/check.ts';
import { display } from '../../src/till/display.ts';
import { managerMenu, type MenuNode } from '../../src/till/manager-menu.ts';
import { at, keyEvents, noon, play, type Played } from './play.ts';

interface Path {
  readonly nodes: readonly MenuNode[];
  /** The place of each among its siblings. */
  readonly places: readonly number[];
}

/** Every entry of the tree, with the way to it. */
function paths(entries: readonly MenuNode[], before: Path = { nodes: [], places: [] }): Path[] {
  return entries.flatMap((node, place) => {
    const path = { nodes: [...before.nodes, node], places: [...before.places, place] };
    return [path, ...('entries' in node ? paths(node.entries, path) : [])];
  });
}

const all = paths(managerMenu);
const named = all.map(
  (path) => [path.nodes.map(({ text: key }) => text(key)).join(' → '), path] as const,
);

const stateNameOf = (played: Played | undefined) => played && stateName(played.state);

function rows(state: TillState) {
  return display(stateName(state), contextOf(state), noon, { notice: state.notice });
}

describe.each(named)('%s', (_name, { nodes, places }) => {
  const byDigits = nodes.map(({ digit }) => digit).join(' ');
  const byArrows = places.map((place) => `${'DÓŁ '.repeat(place)}RAZEM`).join(' ');

  test('leads to the same by digits and by arrows', () => {
    const [one, other] = [byDigits, byArrows].map((keys) => play(at('managerMenu'), keys));
    expect([stateNameOf(other), other?.refusals]).toEqual([stateNameOf(one), one?.refusals]);
    expect(other?.effects).toEqual(one?.effects);
    const check = nodes.at(-1)?.check;
    const refusal = check && checks[check](contextOf(at('managerMenu')), noon);
    expect(one?.refusals).toEqual(refusal ? [refusal] : []);
  });

  test('says in one row what it is for', () => {
    const last = nodes.at(-1);
    const marked = [
      ...places.slice(0, -1).map((place) => `${'DÓŁ '.repeat(place)}RAZEM`),
      'DÓŁ '.repeat(places.at(-1) ?? 0),
    ].join(' ');
    const shown = rows(play(at('managerMenu'), marked).state);
    expect(shown[3]).toBe(last && text(last.help));
    expect(shown.filter((row) => row.length > 20)).toEqual([]);
    expect(shown.filter((row) => row.startsWith('>'))).toHaveLength(1);
  });
});

test('the digits of a branch are different, and in order', () => {
  const branches = [
    managerMenu,
    ...all.flatMap(({ nodes }) => {
      const last = nodes.at(-1);
      return last && 'entries' in last ? [last.entries] : [];
    }),
  ];
  for (const entries of branches) {
    const digits = entries.map(({ digit }) => digit);
    expect(digits).toEqual([...new Set(digits)].toSorted());
    expect(digits.length).toBeGreaterThan(0);
  }
});

test('C leads one step back, and marks where one came from', () => {
  let state = play(at('managerMenu'), 'DÓŁ RAZEM').state;
  const [back] = keyEvents('C');
  if (!back) throw new Error('C is a key');
  state = decide(state, { ...back, at: noon }).state;
  expect([stateName(state), contextOf(state).managerPath, contextOf(state).cursor]).toEqual([
    ...['managerMenu', [], 1],
  ]);
  expect(stateName(decide(state, { ...back, at: noon }).state)).toBe('register');
});

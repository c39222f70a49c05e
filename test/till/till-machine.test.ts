import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toDirectedGraph } from 'xstate/graph';
import {
  contextOf,
  decide,
  restoreState,
  saveState,
  stateName,
  type TillState,
} from '../../src/runtime/decide.ts';
import { canonical } from '../../src/kernel/canonical.ts';
import { wrap } from '../../src/text/layout.ts';
import type { TillEvent } from '../../src/till/till-event.ts';
import { tillMachine, type TillStateName } from '../../src/till/till-machine.ts';
import { everyEvent } from './every-event.ts';
import { at, noon, ways } from './play.ts';

const names = Object.keys(ways) as TillStateName[];

test('every state of the chart can be reached; the others are only passed', () => {
  expect(names.map((name) => stateName(at(name)))).toEqual(names);
  const passed = Object.keys(tillMachine.states).filter((name) => !(name in ways));
  expect(passed.toSorted()).toEqual([
    'cancelling',
    'recordingEvents',
    'resuming',
    'retryingFiscal',
    'settling',
  ]);
});

/** What a state makes of an event, in one line; nothing when it is silent. */
function outcome(from: TillState, event: TillEvent): string {
  const { state, effects, refusal } = decide(from, event);
  const said = state.notice !== from.notice && state.notice ? state.notice.text : '';
  const goes = stateName(state) !== stateName(from);
  const changed = !isDeepStrictEqual(contextOf(state), contextOf(from));
  return [
    goes ? `→ ${stateName(state)}` : '',
    ...effects.map(({ type }) => `! ${type}`),
    refusal ? `✗ ${refusal}` : said && `"${said}"`,
    !goes && changed && !refusal ? 'noted' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

interface Row {
  readonly event: string;
  readonly outcome: string;
}

const table = names.map((name) => {
  const from = at(name);
  const rows = everyEvent.map(([event, make]) => {
    const dated = { ...make(contextOf(from)), at: noon } as TillEvent;
    return { event, outcome: outcome(from, dated) };
  });
  return { name, rows };
});

/** Where nothing is to be said or done, and why. */
const silent: readonly (readonly [event: RegExp, states: RegExp, because: string])[] = [
  [/^drawer\.(opened|unknown)$/, /./, 'what should be, or what the cashier sees'],
  [/^till\.stopped$/, /./, 'nothing is left undone'],
  [/^link\./, /./, 'nobody asks any more'],
  [/^blik\.(unanswered|notSent)/, /./, 'what is unknown stays unknown'],
  [/^portal\./, /./, 'the till asked by itself, and the answer changes nothing'],
  [/^(deviceKey|memory)\./, /./, 'answered before, or asked for by nobody'],
  [/^deadline\./, /./, 'the wait has ended otherwise'],
  [
    /^till\.started$/,
    /^(awaiting|verifying|with|refund|print|asking|signing|recording|writing|reading|creating)/,
    'the view says what goes on',
  ],
  [/^key 1$/, /^(paymentForms|recalling)$/, 'this form is marked'],
  [/^key DÓŁ$/, /^fillingForm$/, 'the letter is finished'],
  [
    /^key (GÓRA|DÓŁ)$/,
    /^(managerMenu|functions|moreFunctions|recalling|voidingLine|adjusting|paymentForms)$/,
    'the marker is at the end',
  ],
];

test('no event is met with silence but where that is meant', () => {
  const unmeant = table.flatMap(({ name, rows }) =>
    rows
      .filter(({ event, outcome: said }) => said === '' && !isMeant(name, event))
      .map(({ event }) => `${name}: ${event}`),
  );
  expect(unmeant).toEqual([]);
});

function isMeant(state: string, event: string): boolean {
  return silent.some(([events, states]) => events.test(event) && states.test(state));
}

test('the whole chart as a table: what each state makes of each event', async () => {
  const usual = new Map(
    everyEvent.map(([event], index) => [event, mostFrequent(table.map(({ rows }) => rows[index]))]),
  );
  const unusual = ({ event, outcome: said }: Row) => said !== usual.get(event);
  const parts = [
    section('everywhere, unless the state says otherwise', [...usual].map(asRow)),
    ...table.map(({ name, rows }) => section(name, rows.filter(unusual))),
  ];
  await expect(`${parts.join('\n\n')}\n`).toMatchFileSnapshot('till-machine.golden.txt');
});

function mostFrequent(rows: readonly (Row | undefined)[]): string {
  const groups = Map.groupBy(rows, (row) => row?.outcome ?? '');
  const [[said] = ['']] = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  return said;
}

function asRow([event, said]: readonly [string, string]): Row {
  return { event, outcome: said };
}

/** A title, and below it each outcome with the events that lead to it, all digits in one. */
function section(title: string, rows: readonly Row[]): string {
  const groups = Map.groupBy(rows, ({ outcome: said }) => said || 'nothing');
  const lines = [...groups].flatMap(([said, members]) => {
    const events = members.map(({ event }) => event);
    const digits = events.filter((event) => /^key \d$/.test(event)).map((event) => event.slice(4));
    const others = events.filter((event) => !/^key \d$/.test(event));
    const all = digits.length > 0 ? [`key ${digits.join('')}`, ...others] : others;
    return [`  ${said}`, ...wrap(all.join(' · '), 90).map((line) => `      ${line}`)];
  });
  return [title, ...lines].join('\n');
}

test('the chart as a picture', async () => {
  const { id, edges, children } = toDirectedGraph(tillMachine);
  const all = [...edges, ...children.flatMap((child) => child.edges)];
  const moves = all.filter(({ source, target }) => target.id !== id && target.id !== source.id);
  const name = (node: { readonly id: string }) => node.id.split('.')[1] ?? 'anyState';
  const arrows = Map.groupBy(moves, ({ source, target }) => `${name(source)} --> ${name(target)}`);
  const lines = [...arrows].map(([arrow, together]) => {
    const events = new Set(together.map(({ label }) => label.text).filter(Boolean));
    return `  ${arrow}${events.size > 0 ? `: ${[...events].join(', ')}` : ''}`;
  });
  const chart = ['stateDiagram-v2', '  [*] --> unconfigured', ...lines].join('\n');
  const text = `# The till’s statechart\n\n\`\`\`mermaid\n${chart}\n\`\`\`\n`;
  await expect(text).toMatchFileSnapshot('till-machine.golden.md');
});

/** A state whatever the order in which its parts were set. */
const content = (state: TillState) => canonical(JSON.parse(saveState(state)));

describe('a decision is pure', () => {
  test.each(names)(
    '%s: the same event gives the same decision, the state is not touched',
    (name) => {
      const from = at(name);
      const before = saveState(from);
      for (const [, make] of everyEvent) {
        const event = { ...make(contextOf(from)), at: noon } as TillEvent;
        const first = decide(from, event);
        const second = decide(restoreState(before), event);
        expect([content(first.state), first.effects, first.refusal]).toEqual([
          content(second.state),
          second.effects,
          second.refusal,
        ]);
      }
      expect(saveState(from)).toBe(before);
    },
  );

  test('the core reads neither clock nor chance', () => {
    const [now, random] = [Date.now, Math.random];
    const read = () => {
      throw new Error('the core asked the machine');
    };
    [Date.now, Math.random] = [read, read];
    try {
      expect(names.map((name) => stateName(at(name)))).toEqual(names);
    } finally {
      [Date.now, Math.random] = [now, random];
    }
  });
});

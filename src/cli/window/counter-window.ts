import { openPortalClient } from '../../hosts/portal-client.ts';
import { Counter, type CounterOptions } from '../../scenario/counter.ts';
import type { WorldControl } from '../../world/world-control.ts';
import { arrange, isTooSmall, paperRows } from './arrangement.ts';
import { CounterSession } from './counter-session.ts';
import { counterView } from './counter-view.ts';
import { TerminalWindow } from './terminal-window.ts';
import { Ticking } from './ticking.ts';

const secondMs = 1000;
const linkCheckMs = 5000;

/** `hosts` is where the till finds its hosts, `control` the people around them; both stay open. */
export interface WindowOptions extends CounterOptions {
  readonly control: WorldControl;
}

/** The counter in the window until somebody ends it. Failures: those of the counter's power-on. */
export async function showCounter(options: WindowOptions): Promise<void> {
  const counter = new Counter(options);
  counter.powerOn();
  const portal = openPortalClient(options.hosts);
  const second = new Ticking(secondMs, () => session.refreshPhones());
  const window = new TerminalWindow({
    view: (size) => counterView(session.state, size),
    press: (press) => {
      // Nobody sells blindly.
      if (isTooSmall(window.size)) return;
      void session.press(press, paperRows(arrange(window.size, counter.profile.columns)));
    },
  });
  const session = new CounterSession({
    counter,
    control: options.control,
    reachable: () => portal.reachable(),
    changed: () => {
      if (!counter.powered) return;
      second.run(session.counting);
      window.redraw();
    },
  });
  const link = new Ticking(linkCheckMs, () => session.checkLink());
  try {
    window.open();
    link.run(true);
    void session.refreshPhones();
    void session.checkLink();
    process.exitCode = await window.ended;
  } finally {
    window.close();
    await counter.shutDown();
    link.run(false);
    second.run(false);
    await portal.close();
  }
}

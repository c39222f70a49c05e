import { setTimeout as sleep } from 'node:timers/promises';
import { playDemo, type Scene } from '../demo-play.ts';
import { realClock } from '../real-clock.ts';
import { counterView } from './counter-view.ts';
import { line } from './frame.ts';
import { TerminalWindow } from './terminal-window.ts';
import { framedPaper, windowState, type WindowState } from './window-state.ts';

/**
 * The demo in a window of this terminal; any end of the window ends it. Resolves with what remains to
 * be written below: the paper and the farewell, or nothing when somebody ended it.
 */
export async function showDemo(farewell: string): Promise<string> {
  const stop = new AbortController();
  let state: WindowState | undefined;
  const window = new TerminalWindow({
    view: (size) => (state ? counterView(state, size) : line('')),
    press: () => {},
  });
  const watchForEnd = async () => {
    process.exitCode = await window.ended;
    stop.abort();
  };
  try {
    window.open();
    void watchForEnd();
    await playDemo({
      start: realClock.now(),
      write: () => {},
      show: async (scene) => {
        state = await stateOf(scene);
        window.redraw();
      },
      pause: (ms) => sleep(ms, undefined, { signal: stop.signal }),
    });
    return `${state?.paper.join('\n') ?? ''}\n${farewell}`;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    return '';
  } finally {
    window.close();
  }
}

async function stateOf({ stage, caption, pressed }: Scene): Promise<WindowState> {
  const { counter, hosts } = stage;
  return windowState(counter, {
    phones: await hosts.phones(),
    chosenPhone: 0,
    link: 'up',
    paper: framedPaper(counter.printer.roll, counter.profile.columns),
    paperBelow: 0,
    hint: caption,
    pressed,
  });
}

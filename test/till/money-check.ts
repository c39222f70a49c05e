import assert from 'node:assert/strict';
import { signed } from '../../receipts/adjustment-line.ts';
import type { NumberedDocument } from '../../receipts/document.ts';
import { canonical } from '../../src/kernel/canonical.ts';
import { documentDigest } from '../../src/kernel/digest.ts';
import { due } from '../../src/till/receipt.ts';
import type { TillContext } from '../../src/till/till-context.ts';
import type { CounterModel } from './counter-model.ts';

/** What must hold after every event, whatever was pressed, lost, late or cut; throws when it does not. */
export class MoneyCheck {
  /** The attempts whose payment stands on an issued receipt. */
  readonly sold = new Set<string>();
  readonly issued: NumberedDocument[] = [];
  /** Sold since the last daily report, by letter of the rate. */
  readonly #gross = new Map<string, number>();

  readonly check = (before: TillContext, { context, host, starts }: CounterModel): void => {
    this.#documents(before, context);
    const { receipt, attempt } = context;
    const paid = (receipt?.payments ?? []).flatMap(({ attempt: id }) => id ?? []);
    for (const [id, status] of host) {
      if (status !== 'approved') continue;
      // Charged: it stands on a receipt, in the open sale, or is an attempt that is not forgotten.
      assert.ok([...this.sold, ...paid, attempt?.id].includes(id), `${id} was charged and is lost`);
    }
    for (const id of paid) assert.equal(host.get(id), 'approved');
    assert.equal(new Set(starts).size, starts.length);
    assert.ok(receipt || !attempt, 'an attempt without a receipt');
    assert.ok(!receipt || due(receipt) >= 0, 'more was taken than was due');
    this.#attemptEnded(before, context, host);
  };

  /** An unsettled attempt goes only where its outcome is certain. */
  #attemptEnded(before: TillContext, after: TillContext, host: CounterModel['host']): void {
    const id = before.attempt?.id;
    if (id === undefined || after.attempt?.id === id) return;
    const status = host.get(id);
    if (status === undefined) return;
    assert.notEqual(status, 'pending');
  }

  #documents(before: TillContext, after: TillContext): void {
    const numbered = after.printing.flatMap(({ document }) =>
      document.kind === 'interruptedPrint' ? [] : [document],
    );
    const added = numbered.filter(({ documentNumber }) => documentNumber > before.documentCount);
    assert.equal(after.documentCount, before.documentCount + added.length);
    const receipts = added.filter(({ kind }) => kind.endsWith('Receipt'));
    const closesDay = added.some(({ kind }) => kind === 'dailyReport');
    assert.equal(after.receiptCount, closesDay ? 0 : before.receiptCount + receipts.length);
    for (const document of added) this.#issue(before, after, document);
    this.#day(after, added);
  }

  /** The daily report says what the receipts since the last one add up to, and begins anew. */
  #day({ day }: TillContext, added: readonly NumberedDocument[]): void {
    for (const document of added) {
      if (document.kind === 'fiscalReceipt') {
        for (const { letter, gross } of document.rates) {
          this.#gross.set(letter, (this.#gross.get(letter) ?? 0) + gross);
        }
      }
      if (document.kind !== 'dailyReport') continue;
      for (const { letter, gross } of document.rates) {
        assert.equal(gross, this.#gross.get(letter) ?? 0, `the day's sales at ${letter}`);
      }
      this.#gross.clear();
    }
    assert.deepEqual(day.tally.gross, Object.fromEntries(this.#gross));
  }

  #issue(before: TillContext, after: TillContext, document: NumberedDocument): void {
    const { digest, ...content } = document;
    assert.equal(document.documentNumber, before.documentCount + 1);
    assert.equal(digest, documentDigest(before.lastDigest, canonical(content)));
    assert.equal(after.lastDigest, digest);
    this.issued.push(document);
    if (document.kind === 'nonFiscalNote') return;
    // Closed or cancelled: nothing unsettled is left behind.
    assert.deepEqual([after.attempt, after.receipt], [undefined, undefined]);
    if (document.kind !== 'fiscalReceipt') return;
    const taken = document.payments.reduce((sum, { amount }) => sum + amount, 0);
    assert.equal(taken - document.change, document.total);
    const lines = document.lines.filter(({ voided }) => !voided);
    const sold = lines.reduce((sum, { value }) => sum + value, 0);
    assert.equal(sold + (document.adjustment ? signed(document.adjustment) : 0), document.total);
    const taxed = document.rates.reduce((sum, { gross }) => sum + gross, 0);
    assert.equal(taxed, document.total, 'the rates do not add up');
    const changing = document.payments.filter(({ type }) => ['GOTÓWKA', 'BON'].includes(type));
    assert.ok(
      changing.reduce((sum, { amount }) => sum + amount, 0) >= document.change,
      'change of a form that gives none',
    );
    for (const { attempt } of before.receipt?.payments ?? []) if (attempt) this.sold.add(attempt);
    if (before.attempt) this.sold.add(before.attempt.id);
  }
}

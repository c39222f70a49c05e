import type { EpochMs } from '../kernel/time.ts';
import { Failure } from '../kernel/failure.ts';
import { mustExist } from './hold.ts';
import { onDisk } from './journal-failure.ts';
import type { Connection } from './store.ts';

/** Business days within which a document that was asked for is delivered (RULES T19). */
export const deliveryDays = 5;

/** Somebody asks for documents: they are held until they are delivered. */
export interface RequestDraft {
  readonly documents: readonly number[];
  /** Who asks: the acquirer, the bank, the customer. */
  readonly sender: string;
  readonly at: EpochMs;
  /** The last date on which delivery is in time. */
  readonly due: string;
}

export interface DocumentRequest extends RequestDraft {
  readonly id: number;
  readonly delivered?: EpochMs;
}

/** The requests for documents, append-only: a delivery is a row of its own. */
export interface RequestBook {
  /** Failure: `journal.noDocument`; then nothing was noted. */
  add(draft: RequestDraft): DocumentRequest;
  /** Failures: `request.none`, `request.delivered`. */
  deliver(id: number, at: EpochMs): DocumentRequest;
  /** All of them, oldest first. */
  all(): readonly DocumentRequest[];
}

type RequestColumns = Pick<DocumentRequest, 'id' | 'sender' | 'at' | 'due'> & {
  readonly delivered: EpochMs | null;
};

export function requestBook(connection: Connection, folder: string): RequestBook {
  const rows = connection.prepare<[], RequestColumns>(
    `SELECT id, sender, request.at, due, request_delivery.at AS delivered
     FROM request LEFT JOIN request_delivery ON request = id ORDER BY id`,
  );
  const documents = connection
    .prepare<[number], number>('SELECT document FROM request_document WHERE request = ?')
    .pluck();
  const all = () =>
    rows.all().map(({ delivered, ...row }) => ({
      ...row,
      documents: documents.all(row.id),
      ...(delivered !== null && { delivered }),
    }));
  const add = adding(connection);
  const insertDelivery = connection.prepare(
    'INSERT INTO request_delivery (request, at) VALUES (?, ?)',
  );
  const deliver = (id: number, at: EpochMs) => {
    const request = all().find((one) => one.id === id);
    if (request === undefined) {
      throw new Failure('request.none', `no request ${id}: look with request list`);
    }
    if (request.delivered !== undefined) {
      throw new Failure('request.delivered', `request ${id} was delivered already`);
    }
    insertDelivery.run(id, at);
    return { ...request, delivered: at };
  };
  return {
    all: () => onDisk(folder, all),
    add: (draft) => onDisk(folder, () => connection.transaction(add).immediate(draft)),
    deliver: (id, at) => onDisk(folder, () => connection.transaction(deliver).immediate(id, at)),
  };
}

function adding(connection: Connection): RequestBook['add'] {
  const insert = connection.prepare('INSERT INTO request (sender, at, due) VALUES (?, ?, ?)');
  const insertDocument = connection.prepare(
    'INSERT INTO request_document (request, document) VALUES (?, ?)',
  );
  return ({ documents, sender, at, due }) => {
    const wanted = [...new Set(documents)].toSorted((a, b) => a - b);
    for (const document of wanted) mustExist(connection, document);
    const id = Number(insert.run(sender, at, due).lastInsertRowid);
    for (const document of wanted) insertDocument.run(id, document);
    return { id, documents: wanted, sender, at, due };
  };
}

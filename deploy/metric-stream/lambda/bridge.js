'use strict';

// Limits of PutRecords.
const MAX_RECORDS = 500;
const MAX_REQUEST_BYTES = 5 * 1024 * 1024;
const MAX_RECORD_BYTES = 1024 * 1024;
const MAX_KEY_LENGTH = 256;

const FIRST_PAUSE_MILLIS = 100;
const LONGEST_PAUSE_MILLIS = 5_000;

// What is left of the invocation's time when it gives up, to answer in time.
const RESERVE_MILLIS = 5_000;

const GROUP = 'AutoScalingGroupName';
const TARGET_GROUP = 'TargetGroup';
const SIGNALS = {
  'AWS/EC2': { CPUUtilization: GROUP, NetworkIn: GROUP },
  'AWS/AutoScaling': { GroupInServiceInstances: GROUP, GroupDesiredCapacity: GROUP },
  'AWS/ApplicationELB': { RequestCount: TARGET_GROUP },
};

/**
 * Puts the metrics of a Firehose transformation event to Kinesis.
 *
 * Lines of the same group stay in their order: a round of PutRecords holds at most one record of
 * each partition key, and no round begins before all records of the one before are put.
 *
 * @returns the answer that Firehose expects: of each record whether it is done with
 */
async function bridge(event, environment) {
  const pieces = [];
  const unreadable = new Set();
  for (const record of event.records) {
    const { lines, broken } = linesOf(record);
    pieces.push(...lines);
    if (broken > 0) {
      unreadable.add(record.recordId);
      environment.log.warn(`${broken} lines of record ${record.recordId} are not metrics in JSON`);
    }
  }
  const failed = new Set();
  const failedKeys = new Set();
  for (const round of rounds(pieces)) {
    // What follows a record that failed must not be put before it.
    const held = round.filter(({ key }) => failedKeys.has(key));
    const left = await putAll(round.filter(({ key }) => !failedKeys.has(key)), environment);
    for (const record of [...held, ...left]) {
      failedKeys.add(record.key);
      record.sources.forEach((source) => failed.add(source));
    }
  }
  return { records: event.records.map((record) => answer(record, failed, unreadable)) };
}

function answer(record, failed, unreadable) {
  const kept = failed.has(record.recordId) || unreadable.has(record.recordId);
  return kept
    ? { recordId: record.recordId, result: 'ProcessingFailed', data: record.data }
    : { recordId: record.recordId, result: 'Dropped' };
}

/** The lines of a Firehose record that Prescale reads, each with its partition key. */
function linesOf(record) {
  const lines = [];
  let broken = 0;
  for (const line of Buffer.from(record.data, 'base64').toString('utf8').split('\n')) {
    if (line.trim() === '') {
      continue;
    }
    let metric;
    try {
      metric = JSON.parse(line);
    } catch {
      broken++;
      continue;
    }
    const key = keyOf(metric);
    if (key) {
      lines.push({ key, line: `${line.trim()}\n`, source: record.recordId });
    }
  }
  return { lines, broken };
}

/** The group or target group of a signal; undefined for every other metric. */
function keyOf(metric) {
  const names = Object.hasOwn(SIGNALS, metric?.namespace) ? SIGNALS[metric.namespace] : {};
  const dimension = Object.hasOwn(names, metric?.metric_name) ? names[metric.metric_name] : undefined;
  const value = dimension && metric.dimensions?.[dimension];
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_KEY_LENGTH) : undefined;
}

/** Puts lines of the same key together, as many to a record as it can hold, in rounds. */
function rounds(pieces) {
  const recordsByKey = new Map();
  for (const { key, line, source } of pieces) {
    const size = Buffer.byteLength(line);
    const records = recordsByKey.get(key) ?? [];
    let last = records.at(-1);
    if (!last || last.bytes + size + Buffer.byteLength(key) > MAX_RECORD_BYTES) {
      last = { key, lines: [], bytes: 0, sources: new Set() };
      records.push(last);
      recordsByKey.set(key, records);
    }
    last.lines.push(line);
    last.bytes += size;
    last.sources.add(source);
  }
  const result = [];
  for (const records of recordsByKey.values()) {
    records.forEach((record, index) => (result[index] ??= []).push(record));
  }
  return result;
}

/** Puts the records of a round, in as many requests as it takes; returns those that failed. */
async function putAll(round, environment) {
  const failed = [];
  for (const request of requests(round)) {
    failed.push(...(await putUntilDone(request, environment)));
  }
  return failed;
}

function* requests(round) {
  let request = [];
  let bytes = 0;
  for (const record of round) {
    const size = record.bytes + Buffer.byteLength(record.key);
    if (request.length === MAX_RECORDS || (request.length > 0 && bytes + size > MAX_REQUEST_BYTES)) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(record);
    bytes += size;
  }
  if (request.length > 0) {
    yield request;
  }
}

/** Puts records again and again, only those that failed, until all are put or time runs out. */
async function putUntilDone(records, environment) {
  let left = records;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt > 0) {
      const longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** (attempt - 1));
      const pause = longest * (0.5 + environment.random() / 2);
      if (environment.remainingMillis() - pause < RESERVE_MILLIS) {
        environment.log.error(`Gave up on ${left.length} records: the time of the invocation is over`);
        return left;
      }
      await environment.pause(pause);
    }
    left = await put(left, environment);
  }
  return [];
}

async function put(records, { client, streamName, log }) {
  try {
    const response = await client.putRecords({
      StreamName: streamName,
      Records: records.map(({ key, lines }) => ({
        PartitionKey: key,
        Data: Buffer.from(lines.join('')),
      })),
    });
    const failed = records.filter((_, index) => response.Records[index].ErrorCode);
    if (failed.length > 0) {
      const codes = new Set(response.Records.map(({ ErrorCode }) => ErrorCode).filter(Boolean));
      log.warn(`${failed.length} of ${records.length} records were not taken: ${[...codes].join(', ')}`);
    }
    return failed;
  } catch (error) {
    log.warn(`PutRecords failed: ${error.name}: ${error.message}`);
    return records;
  }
}

module.exports = { bridge };

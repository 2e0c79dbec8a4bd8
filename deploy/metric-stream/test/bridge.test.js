'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { bridge } = require('../lambda/bridge');

const SILENT = { warn() {}, error() {} };

/** A stream that refuses records as a test says, and keeps what it takes by partition key. */
class FakeStream {
  constructor(refuses = () => false) {
    this.refuses = refuses;
    this.requests = [];
    this.byKey = new Map();
    this.puts = 0;
  }

  async putRecords(request) {
    this.requests.push(request);
    const refusal = this.refuses(this.requests.length, request);
    if (refusal instanceof Error) {
      throw refusal;
    }
    return {
      Records: request.Records.map(({ PartitionKey, Data }, index) => {
        if (refusal && refusal(PartitionKey, index)) {
          return { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'slow down' };
        }
        const lines = Data.toString().trimEnd().split('\n').map((line) => JSON.parse(line));
        this.byKey.set(PartitionKey, [...(this.byKey.get(PartitionKey) ?? []), ...lines]);
        return { SequenceNumber: String(++this.puts), ShardId: 'shardId-0' };
      }),
    };
  }
}

function metric(group, timestamp, changes = {}) {
  return {
    metric_stream_name: 'test', account_id: '1', region: 'eu-central-1',
    namespace: 'AWS/EC2', metric_name: 'CPUUtilization', dimensions: { AutoScalingGroupName: group },
    timestamp, value: { count: 1, sum: 2, max: 2, min: 2 }, unit: 'Percent', ...changes,
  };
}

function record(recordId, ...metrics) {
  const text = metrics.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  return { recordId, data: Buffer.from(`${text}\n`).toString('base64') };
}

async function run(stream, records, { time = 60_000 } = {}) {
  const pauses = [];
  let remaining = time;
  const answer = await bridge(
    { records },
    {
      client: stream,
      streamName: 'metrics',
      remainingMillis: () => remaining,
      pause: async (millis) => { pauses.push(millis); remaining -= millis; },
      random: () => 0.5,
      log: SILENT,
    });
  return { answer, pauses, results: answer.records.map(({ result }) => result) };
}

const timestamps = (stream, key) => stream.byKey.get(key).map(({ timestamp }) => timestamp);

test('puts the lines of a group in one record, under its name, in their order', async () => {
  const stream = new FakeStream();
  const { results } = await run(stream, [
    record('1', metric('web', 1), metric('api', 1), metric('web', 2)),
    record('2', metric('web', 3)),
  ]);

  assert.deepStrictEqual(results, ['Dropped', 'Dropped']);
  assert.deepStrictEqual(timestamps(stream, 'web'), [1, 2, 3]);
  assert.deepStrictEqual(timestamps(stream, 'api'), [1]);
  assert.strictEqual(stream.requests.length, 1);
  assert.strictEqual(stream.requests[0].StreamName, 'metrics');
});

test('passes on only what Prescale reads', async () => {
  const stream = new FakeStream();
  const request = { namespace: 'AWS/ApplicationELB', metric_name: 'RequestCount' };
  await run(stream, [
    record('1',
      metric('web', 1, { metric_name: 'DiskReadOps' }),
      metric('web', 1, { namespace: 'Mine' }),
      metric('web', 1, { namespace: '__proto__', metric_name: 'toString' }),
      metric('web', 1, { dimensions: { InstanceId: 'i-1' } }),
      metric('web', 1, { dimensions: null }),
      'null', '7',
      metric('web', 1, { ...request, dimensions: { TargetGroup: 'targetgroup/web/1', LoadBalancer: 'app/web/1' } })),
  ]);

  assert.deepStrictEqual([...stream.byKey.keys()], ['targetgroup/web/1']);
});

test('puts again only what was not taken, and then no later record overtakes it', async () => {
  const refusals = [(key) => key === 'web', (key) => key === 'web', undefined];
  const stream = new FakeStream((attempt) => refusals[attempt - 1]);
  const { results, pauses } = await run(stream, [record('1', metric('web', 1), metric('api', 1), metric('web', 2))]);

  assert.deepStrictEqual(results, ['Dropped']);
  assert.deepStrictEqual(stream.requests.map(({ Records }) => Records.length), [2, 1, 1]);
  assert.deepStrictEqual(timestamps(stream, 'web'), [1, 2]);
  assert.deepStrictEqual(pauses, [75, 150]);
});

test('a group with more than a record holds is put in rounds, one after the other', async () => {
  const big = 'x'.repeat(300 * 1024);
  const stream = new FakeStream((attempt) => (attempt === 1 ? (key) => key === 'web' : undefined));
  const many = [1, 2, 3, 4, 5, 6, 7].map((timestamp) => metric('web', timestamp, { padding: big }));
  const { results } = await run(stream, [record('1', ...many, metric('api', 1))]);

  assert.deepStrictEqual(results, ['Dropped']);
  assert.deepStrictEqual(timestamps(stream, 'web'), [1, 2, 3, 4, 5, 6, 7]);
  for (const { Records } of stream.requests) {
    assert.strictEqual(new Set(Records.map(({ PartitionKey }) => PartitionKey)).size, Records.length);
    Records.forEach(({ Data }) => assert.ok(Data.length <= 1024 * 1024));
  }
});

test('keeps to the limits of PutRecords', async () => {
  const stream = new FakeStream();
  const groups = Array.from({ length: 1200 }, (_, index) => metric(`group-${index}`, 1));
  await run(stream, [record('1', ...groups)]);
  assert.deepStrictEqual(stream.requests.map(({ Records }) => Records.length), [500, 500, 200]);

  const large = new FakeStream();
  const padded = Array.from({ length: 12 }, (_, index) =>
    metric(`group-${index}`, 1, { padding: 'x'.repeat(900 * 1024) }));
  await run(large, [record('1', ...padded)]);
  assert.strictEqual(large.byKey.size, 12);
  for (const { Records } of large.requests) {
    assert.ok(Records.reduce((sum, { Data }) => sum + Data.length, 0) <= 5 * 1024 * 1024);
  }
});

test('when time runs out, the records of the groups that failed come back, and no others', async () => {
  const stream = new FakeStream(() => (key) => key === 'web');
  const { results, answer } = await run(
    stream, [record('1', metric('web', 1)), record('2', metric('api', 1))], { time: 20_000 });

  assert.deepStrictEqual(results, ['ProcessingFailed', 'Dropped']);
  assert.deepStrictEqual(answer.records.map(({ recordId }) => recordId), ['1', '2']);
  assert.strictEqual(answer.records[0].data, record('1', metric('web', 1)).data);
});

test('what follows a record that failed is not put before it', async () => {
  const big = 'x'.repeat(600 * 1024);
  const stream = new FakeStream(() => (key) => key === 'web');
  const { results } = await run(stream, [
    record('1', metric('web', 1, { padding: big })),
    record('2', metric('web', 2, { padding: big })),
    record('3', metric('api', 1)),
  ], { time: 20_000 });

  assert.deepStrictEqual(results, ['ProcessingFailed', 'ProcessingFailed', 'Dropped']);
  assert.strictEqual(stream.byKey.get('web'), undefined);
  const lengths = stream.requests.flatMap(({ Records }) => Records.map(({ Data }) => Data.toString()));
  assert.ok(lengths.every((text) => !text.includes('"timestamp":2')));
});

test('an error of the whole request is tried again like a refusal', async () => {
  const stream = new FakeStream((attempt) => (attempt === 1 ? new Error('socket hang up') : undefined));
  const { results } = await run(stream, [record('1', metric('web', 1))]);

  assert.deepStrictEqual(results, ['Dropped']);
  assert.deepStrictEqual(timestamps(stream, 'web'), [1]);
});

test('lines that are no JSON are kept for the bucket, and take no other with them', async () => {
  const stream = new FakeStream();
  const { results } = await run(stream, [record('1', '{"cut', metric('web', 1)), record('2', metric('web', 2))]);

  assert.deepStrictEqual(results, ['ProcessingFailed', 'Dropped']);
  assert.deepStrictEqual(timestamps(stream, 'web'), [1, 2]);
});

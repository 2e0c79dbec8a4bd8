'use strict';

// Transform Lambda of a Firehose delivery stream that carries a CloudWatch metric stream (JSON).
// It puts the metrics that Prescale reads to a Kinesis data stream, one record for each group or
// target group, and drops them from the delivery stream. What cannot be put comes back as
// ProcessingFailed, which Firehose writes to its backup bucket.

const { bridge } = require('./bridge');

let client;

/** The SDK is part of the Lambda runtime; tests bring a client of their own. */
function kinesis() {
  if (!client) {
    const { KinesisClient, PutRecordsCommand } = require('@aws-sdk/client-kinesis');
    const connection = new KinesisClient({});
    client = { putRecords: (request) => connection.send(new PutRecordsCommand(request)) };
  }
  return client;
}

exports.handler = (event, context) =>
  bridge(event, {
    client: kinesis(),
    streamName: process.env.STREAM_NAME,
    remainingMillis: () => context.getRemainingTimeInMillis(),
    pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
    random: Math.random,
    log: console,
  });

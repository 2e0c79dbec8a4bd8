package io.prescale.dashboard;

import io.prescale.dashboard.testing.TestLog;

class H2ApiTest extends ApiContract {
  @Override
  TestLog emptyLog() throws Exception {
    return TestLog.inMemory();
  }
}

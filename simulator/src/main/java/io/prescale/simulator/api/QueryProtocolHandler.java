package io.prescale.simulator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests of the Auto Scaling and CloudWatch APIs, which share protocol and endpoint here,
 * or lets them go wrong as planned.
 */
final class QueryProtocolHandler implements HttpHandler {
  /** Largest request body read. */
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(QueryProtocolHandler.class);

  private final AutoScalingBackend backend;
  private final AutoScalingActions actions;
  private final CloudWatchActions metrics;
  private final FaultPlan faults;
  private final CallLog calls;

  QueryProtocolHandler(
      AutoScalingBackend backend, CloudWatchActions metrics, FaultPlan faults, CallLog calls) {
    this.backend = backend;
    this.actions = new AutoScalingActions(backend);
    this.metrics = metrics;
    this.faults = faults;
    this.calls = calls;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String requestId = UUID.randomUUID().toString();
      try {
        Optional<byte[]> answer = answer(read(exchange), requestId);
        if (answer.isPresent()) {
          send(exchange, 200, answer.get());
        }
      } catch (ApiException e) {
        send(exchange, e.httpStatus(), XmlAnswer.failure(e, requestId));
      } catch (RuntimeException e) {
        LOG.error("A simulated API failed on a request", e);
        ApiException failure = Fault.Kind.INTERNAL_FAILURE.error();
        send(exchange, failure.httpStatus(), XmlAnswer.failure(failure, requestId));
      }
    }
  }

  private static QueryRequest read(HttpExchange exchange) throws IOException, ApiException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new ApiException(
          413, "RequestEntityTooLarge", "The request body is above " + MAX_BODY_BYTES + " bytes");
    }
    String form = new String(body, StandardCharsets.UTF_8);
    String query = exchange.getRequestURI().getRawQuery();
    return QueryRequest.parse(query == null ? form : query + "&" + form);
  }

  /** The answer, or empty if the connection is to be closed without one. */
  private Optional<byte[]> answer(QueryRequest request, String requestId) throws ApiException {
    String action = request.action();
    Fault fault = faults.draw(action);
    hold(fault);
    String outcome = SetDesiredCapacityCall.APPLIED;
    try {
      if (fault.kind() == Fault.Kind.DROP_CONNECTION) {
        outcome = SetDesiredCapacityCall.CONNECTION_DROPPED;
        return Optional.empty();
      }
      if (fault.kind().isError()) {
        throw fault.kind().error();
      }
      byte[] answer = carryOut(request, fault, requestId);
      return fault.kind() == Fault.Kind.DROP_RESPONSE ? Optional.empty() : Optional.of(answer);
    } catch (ApiException e) {
      outcome = e.code();
      throw e;
    } finally {
      record(request, action, outcome);
    }
  }

  private byte[] carryOut(QueryRequest request, Fault fault, String requestId) throws ApiException {
    String action = request.action();
    return metrics.knows(action)
        ? XmlAnswer.success(
            XmlAnswer.CLOUDWATCH, action, requestId, metrics.carryOut(request, fault.kind()))
        : XmlAnswer.success(XmlAnswer.AUTO_SCALING, action, requestId, actions.carryOut(request));
  }

  /** Holding a request up is what the fault is about, hence the sleep. */
  private static void hold(Fault fault) {
    try {
      Thread.sleep(fault.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void record(QueryRequest request, String action, String outcome) {
    if (!action.equals(AutoScalingActions.SET_DESIRED_CAPACITY)) {
      return;
    }
    try {
      String group = request.requiredText("AutoScalingGroupName");
      int desired = request.requiredInteger("DesiredCapacity");
      calls.add(new SetDesiredCapacityCall(group, desired, backend.now(), outcome));
    } catch (ApiException unreadable) {
      LOG.debug("A SetDesiredCapacity request without group or capacity is not recorded");
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}

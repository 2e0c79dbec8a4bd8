package io.prescale.jobs.scaler;

import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Binds metric events to the auto scaling groups that they belong to, by resource. Events of
 * unmanaged resources are dropped and counted.
 *
 * <p>The fleet stream carries no watermark until its first snapshot is complete. So as long as no
 * watermark has come, an event may belong to a group that is yet to be told: it waits, also where a
 * binding is known already, so that no event overtakes an earlier one of its resource. The first
 * watermark proves that the snapshot is here; what is still unbound then is unmanaged.
 */
public final class BindFunction
    extends KeyedCoProcessFunction<String, MetricEvent, FleetBinding, GroupMetric> {
  private static final long serialVersionUID = 1L;

  /** Any event time: fires with the first watermark. */
  private static final long FIRST_WATERMARK = 0;

  private transient ValueState<ResourceBindings> bindings;
  private transient ListState<MetricEvent> waiting;
  private transient Counter unmanaged;

  @Override
  public void open(OpenContext context) {
    bindings =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("bindings", TypeInformation.of(ResourceBindings.class)));
    waiting =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "waiting-for-fleet", TypeInformation.of(MetricEvent.class)));
    unmanaged =
        ScalerMetrics.group(getRuntimeContext()).counter(ScalerMetrics.UNMANAGED_METRIC_EVENTS);
  }

  @Override
  public void processElement1(MetricEvent event, Context context, Collector<GroupMetric> out)
      throws Exception {
    boolean fleetKnown = context.timerService().currentWatermark() > Long.MIN_VALUE;
    if (fleetKnown) {
      emit(event, bindings.value(), out);
    } else {
      waiting.add(event);
      context.timerService().registerEventTimeTimer(FIRST_WATERMARK);
    }
  }

  @Override
  public void processElement2(FleetBinding change, Context context, Collector<GroupMetric> out)
      throws Exception {
    ResourceBindings known = bindings.value();
    if (known == null) {
      known = new ResourceBindings();
    }
    known.apply(change);
    if (known.isEmpty()) {
      bindings.clear();
    } else {
      bindings.update(known);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<GroupMetric> out)
      throws Exception {
    ResourceBindings known = bindings.value();
    for (MetricEvent event : waiting.get()) {
      emit(event, known, out);
    }
    waiting.clear();
  }

  private void emit(MetricEvent event, ResourceBindings known, Collector<GroupMetric> out) {
    boolean bound = false;
    if (known != null) {
      for (int index = 0; index < known.groups.length; index++) {
        if (known.isBy(event.signal.dimension(), index)) {
          out.collect(new GroupMetric(known.groups[index], event, known.loadBalanced[index]));
          bound = true;
        }
      }
    }
    if (!bound) {
      unmanaged.inc();
    }
  }
}

package io.prescale.jobs.recorder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.connectors.decisionlog.InForce;
import io.prescale.connectors.files.SmallFiles;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.scaler.ScalerMetrics;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when a model came into force, with its {@code model.json}. One that cannot be read is
 * counted, logged, and left out: the scaler refuses it too.
 */
public final class ModelManifest extends ProcessFunction<ModelPointer, InForce> {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(ModelManifest.class);
  private static final String FILE = "model.json";
  private static final int MAX_BYTES = 4 << 20;

  private final TimeScale timeScale;

  private transient ObjectMapper mapper;
  private transient Counter unreadable;

  /**
   * @param timeScale the time that decisions live in
   */
  public ModelManifest(TimeScale timeScale) {
    this.timeScale = timeScale;
  }

  @Override
  public void open(OpenContext context) {
    mapper = new ObjectMapper();
    unreadable = ScalerMetrics.group(getRuntimeContext()).counter(ScalerMetrics.MODELS_REFUSED);
  }

  @Override
  public void processElement(ModelPointer pointer, Context context, Collector<InForce> out) {
    try {
      String manifest = new SmallFiles(MAX_BYTES).readText(new Path(pointer.bundlePath, FILE));
      JsonNode id = mapper.readTree(manifest).path("id");
      if (!id.isTextual()) {
        throw new IOException("its " + FILE + " has no text in the field id");
      }
      long since = timeScale.at(context.timerService().currentProcessingTime());
      out.collect(
          InForce.model(since, id.textValue(), pointer.bundlePath, pointer.version, manifest));
    } catch (IOException e) {
      unreadable.inc();
      LOG.error("The model in {} is not recorded: {}", pointer.bundlePath, e.getMessage(), e);
    }
  }
}

package io.prescale.forecasting;

import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** TorchScript programs and a bundle as Python PyTorch wrote them: see torchscript_programs.py. */
final class ScriptBundles {
  private ScriptBundles() {}

  /** The folder of the bundle that the example script wrote. */
  static Path folder() {
    try {
      return Path.of(ScriptBundles.class.getResource("torchscript").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static ModelBundle load() {
    return new ModelBundleLoader().load(new LocalBundleFiles(folder()));
  }

  /** A bundle of some programs among those that must be refused. */
  static ModelBundle of(String... programs) {
    return like(load(), List.of(programs).stream().map(ScriptBundles::program).toList()).build();
  }

  /** All of a bundle but its programs. */
  static ModelBundle.Builder like(ModelBundle bundle, List<byte[]> programs) {
    return ModelBundle.builder()
        .schema(bundle.schema())
        .prior(bundle.prior())
        .adaptive(bundle.adaptive())
        .residuals(bundle.residuals())
        .training(bundle.training())
        .accuracy(bundle.accuracy())
        .scripts("torchscript-changed", programs);
  }

  static byte[] program(String name) {
    try (InputStream in = ScriptBundles.class.getResourceAsStream("programs/" + name + ".pt")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

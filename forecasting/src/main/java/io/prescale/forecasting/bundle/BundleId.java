package io.prescale.forecasting.bundle;

import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.network.ParameterValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Identifier of a bundle, made of everything that its forecasts depend on. */
final class BundleId {
  private static final String PREFIX = "lstm-";
  private static final int DIGITS = 12;

  private BundleId() {}

  static String of(ModelBundle bundle) {
    List<byte[]> parts = new ArrayList<>();
    String text =
        bundle.schema().fingerprint()
            + bundle.network()
            + Arrays.toString(bundle.prior().toNumbers())
            + bundle.adaptive()
            + bundle.groups().digest()
            + Arrays.toString(bundle.residuals().lower())
            + Arrays.toString(bundle.residuals().upper());
    parts.add(text.getBytes(StandardCharsets.UTF_8));
    for (List<ParameterValues> member : bundle.members()) {
      parts.add(ParameterFile.encode(member));
    }
    return PREFIX + Checksum.of(parts.toArray(new byte[0][])).substring(0, DIGITS);
  }
}

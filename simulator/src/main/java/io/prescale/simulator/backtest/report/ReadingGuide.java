package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;

/** What each figure means, and what a backtest cannot tell. */
final class ReadingGuide {
  private static final String[][] ENTRIES = {
    {
      "Overload",
      "A minute in which the work offered, with the work that waited, is more than the threshold of"
          + " what the instances in service can do. Utilisation is not capped at 100 %."
    },
    {
      "Unserved",
      "Work that was not done in the minute in which it came, in minutes of one busy instance."
    },
    {
      "Instance-hours",
      "Hours of all instances that run, which is what is paid for: also while they boot or end."
    },
    {
      "At equal SLO",
      "A policy can always buy fewer overloads with more instances. To compare cost alone, the"
          + " capacity of each is scaled by the one factor at which just the allowed share of"
          + " minutes is overloaded; “never” where no factor would do, because no instance served."
    },
    {
      "Under θ and over θ",
      "Provisioning accuracy of the SPEC Research Group: by how much, as a share of the instances"
          + " needed, there were too few or too many in the mean. Smaller is better."
    },
    {"Under τ and over τ", "Provisioning timeshare: how much of the time there were."},
    {
      "Flips",
      "Actions in the opposite direction of the action before: a policy that changes its mind."
    },
    {
      "Forecast",
      "Drawn at the time that it is about; it was made one lead time before, when it was still"
          + " possible to have instances ready."
    },
    {
      "Oracle",
      "Knows the future and has just the instances for the target utilisation ready in each minute."
          + " No real policy can; it shows how much there is to gain."
    },
    {
      "prescale-target-net",
      "prescale-target, with a target tracking policy of a higher target and without scale-in left on"
          + " the group: it adds instances within minutes when a surprise comes."
    },
    {
      "recorded",
      "What the group really had, where a history was given. CPU on record says nothing of work that"
          + " waited or was turned away, so its overload is a lower bound."
    },
    {
      "What it cannot tell",
      "Demand is played back as it was: users who would have left or come again are not simulated,"
          + " and every instance does the same work. Read differences between policies rather than"
          + " absolute figures."
    }
  };

  private ReadingGuide() {}

  static String render() {
    Markup markup = new Markup().section("guide", "How to read this", "").open("dl");
    for (String[] entry : ENTRIES) {
      markup.element("dt", entry[0]).element("dd", entry[1]);
    }
    return markup.close("dl").close("section").toString();
  }
}

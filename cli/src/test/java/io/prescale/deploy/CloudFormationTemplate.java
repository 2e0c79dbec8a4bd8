package io.prescale.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A CloudFormation template, with its short functions written out as in JSON. */
final class CloudFormationTemplate {
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

  private final Map<String, Object> content;

  private CloudFormationTemplate(Map<String, Object> content) {
    this.content = content;
  }

  static CloudFormationTemplate read(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (Reader reader = Files.newBufferedReader(file)) {
      Map<String, Object> content = new Yaml(new ShortFunctions(options)).load(reader);
      return new CloudFormationTemplate(content);
    }
  }

  /** A section, such as {@code Resources}; empty if there is none. */
  Map<String, Object> section(String name) {
    return mapOf(content.getOrDefault(name, Map.of()));
  }

  /** Properties of all resources of a type, by their logical names. */
  Map<String, Map<String, Object>> resources(String type) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    section("Resources")
        .forEach(
            (name, resource) -> {
              if (type.equals(mapOf(resource).get("Type"))) {
                found.put(name, mapOf(mapOf(resource).get("Properties")));
              }
            });
    return found;
  }

  /** Names of parameters and resources that are referred to. */
  Set<String> references() {
    Set<String> names = new TreeSet<>();
    visit(
        content,
        (key, value) -> {
          if (key.equals("Ref")) {
            names.add((String) value);
          } else if (key.equals("Fn::GetAtt")) {
            names.add(((String) value).replaceAll("\\..*", ""));
          } else if (key.equals("Fn::Sub")) {
            Matcher matcher = SUBSTITUTED.matcher((String) value);
            while (matcher.find()) {
              names.add(matcher.group(1).replaceAll("\\..*", ""));
            }
          }
        });
    names.removeIf(name -> name.startsWith("AWS::"));
    return names;
  }

  /** Names of conditions that are referred to. */
  Set<String> conditionsUsed() {
    Set<String> names = new TreeSet<>();
    visit(
        content,
        (key, value) -> {
          if (key.equals("Fn::If")) {
            names.add((String) ((List<?>) value).get(0));
          } else if (key.equals("Condition") && value instanceof String) {
            names.add((String) value);
          }
        });
    return names;
  }

  /** Statements of policies that allow something, other than who may take a role. */
  List<Map<String, Object>> allowed() {
    List<Map<String, Object>> statements = new ArrayList<>();
    visit(
        content,
        (key, value) -> {
          if (key.equals("Policies")) {
            visit(
                value,
                (inner, list) -> {
                  if (inner.equals("Statement")) {
                    ((List<?>) list).forEach(statement -> statements.add(mapOf(statement)));
                  }
                });
          }
        });
    return statements;
  }

  /** Calls with every key and its value, from the outside in. */
  static void visit(Object node, BiConsumer<String, Object> visitor) {
    if (node instanceof Map) {
      mapOf(node)
          .forEach(
              (key, value) -> {
                visitor.accept(key, value);
                visit(value, visitor);
              });
    } else if (node instanceof Collection) {
      ((Collection<?>) node).forEach(element -> visit(element, visitor));
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> mapOf(Object node) {
    return (Map<String, Object>) node;
  }

  private static final class ShortFunctions extends SafeConstructor {
    ShortFunctions(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new WrittenOut());
    }

    private final class WrittenOut extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument(node));
      }

      private Object argument(Node node) {
        if (node instanceof ScalarNode) {
          return constructScalar((ScalarNode) node);
        }
        return node instanceof SequenceNode
            ? constructSequence((SequenceNode) node)
            : constructMapping((MappingNode) node);
      }
    }
  }
}

package io.prescale.simulator.api;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an answer of the Query protocol. Characters that XML cannot hold are replaced. */
final class XmlAnswer {
  /** XML namespace of the answers of EC2 Auto Scaling. */
  static final String AUTO_SCALING = "http://autoscaling.amazonaws.com/doc/2011-01-01/";

  /** XML namespace of the answers of CloudWatch. */
  static final String CLOUDWATCH = "http://monitoring.amazonaws.com/doc/2010-08-01/";

  private static final char REPLACEMENT = '\uFFFD';

  /** Writes the inside of an element. */
  @FunctionalInterface
  interface Content {
    void writeTo(XmlAnswer xml) throws XMLStreamException;
  }

  private final XMLStreamWriter writer;

  private XmlAnswer(XMLStreamWriter writer) {
    this.writer = writer;
  }

  /** The answer to an action that succeeded. */
  static byte[] success(String namespace, String action, String requestId, Content result) {
    return document(
        namespace,
        action + "Response",
        xml -> {
          xml.element(action + "Result", result);
          xml.element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId));
        });
  }

  /** The answer to a request that was refused or failed. */
  static byte[] failure(ApiException failure, String requestId) {
    return document(
        AUTO_SCALING,
        "ErrorResponse",
        xml -> {
          xml.element(
              "Error",
              error -> {
                error.text("Type", failure.httpStatus() < 500 ? "Sender" : "Receiver");
                error.text("Code", failure.code());
                error.text("Message", failure.getMessage());
              });
          xml.text("RequestId", requestId);
        });
  }

  private static byte[] document(String namespace, String root, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      writer.writeStartElement(root);
      writer.writeDefaultNamespace(namespace);
      content.writeTo(new XmlAnswer(writer));
      writer.writeEndElement();
      writer.writeEndDocument();
      writer.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write the answer " + root, e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  void element(String name, Content content) throws XMLStreamException {
    writer.writeStartElement(name);
    content.writeTo(this);
    writer.writeEndElement();
  }

  void text(String name, String value) throws XMLStreamException {
    writer.writeStartElement(name);
    writer.writeCharacters(representable(value));
    writer.writeEndElement();
  }

  void number(String name, long value) throws XMLStreamException {
    text(name, Long.toString(value));
  }

  /** A list, one {@code member} element for each item. */
  <T> void list(String name, Iterable<T> items, ItemContent<T> content) throws XMLStreamException {
    writer.writeStartElement(name);
    for (T item : items) {
      element("member", xml -> content.writeTo(xml, item));
    }
    writer.writeEndElement();
  }

  /** Writes the inside of a list's element. */
  @FunctionalInterface
  interface ItemContent<T> {
    void writeTo(XmlAnswer xml, T item) throws XMLStreamException;
  }

  /** The element's own text. */
  void characters(String value) throws XMLStreamException {
    writer.writeCharacters(representable(value));
  }

  private static String representable(String value) {
    StringBuilder result = new StringBuilder(value.length());
    value
        .codePoints()
        .forEach(character -> result.appendCodePoint(isXml(character) ? character : REPLACEMENT));
    return result.toString();
  }

  /** Char of XML 1.0, section 2.2, without carriage return, which parsers do not give back. */
  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}

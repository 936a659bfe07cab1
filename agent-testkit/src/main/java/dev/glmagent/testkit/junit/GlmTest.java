package dev.glmagent.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class with an emulator of its own for each test. A test method takes it as a parameter, or its base URL and key
 * as {@code String}s. The emulator is scripted: a request that no rule answers fails the test, saying which and why.
 *
 * <pre>{@code
 * @GlmTest
 * class MyServiceTest {
 *     @Test
 *     void answers(GlmEmulator emulator, @GlmTest.BaseUrl String url, @GlmTest.ApiKey String key) {
 *         emulator.when(userSays("天气")).answer("晴");
 *         assertThat(new MyService(url, key).ask("天气?")).isEqualTo("晴");
 *     }
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GlmExtension.class)
public @interface GlmTest {

    /** A {@code String} parameter that gets the emulator's base URL. */
    @Documented
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface BaseUrl {}

    /** A {@code String} parameter that gets the emulator's key. */
    @Documented
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ApiKey {}
}
